package dev.monitor.warmup.actuate;

import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.WarmupReport;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} that shows how far the warmup is.
 */
@Endpoint(id = "warmup")
public final class WarmupEndpoint {

	private final Warmup warmup;

	public WarmupEndpoint(Warmup warmup) {
		this.warmup = warmup;
	}

	@ReadOperation
	public WarmupReport warmup() {
		return this.warmup.report();
	}

}
