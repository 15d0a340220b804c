package dev.monitor.warmup.actuate;

import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.Warmup.Start;
import dev.monitor.warmup.WarmupReport;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@link WebEndpoint @WebEndpoint} that shows how far the warmup is and runs tasks again:
 * 202 when they run, 409 when a warmup is not over yet, 404 for an unknown task.
 */
@WebEndpoint(id = "warmup")
public final class WarmupEndpoint {

	private static final int ACCEPTED = 202;

	private static final int CONFLICT = 409;

	private final Warmup warmup;

	/**
	 * Create the endpoint.
	 * @param warmup what is shown and run
	 */
	public WarmupEndpoint(Warmup warmup) {
		this.warmup = warmup;
	}

	/**
	 * Show how far the warmup is.
	 * @return the report
	 */
	@ReadOperation
	public WarmupReport warmup() {
		return this.warmup.report();
	}

	/**
	 * Begin to run all tasks, without waiting for them.
	 * @return 202, or 409; both with the report
	 */
	@WriteOperation
	public WebEndpointResponse<WarmupReport> runAll() {
		return response(this.warmup.runAll());
	}

	/**
	 * Begin to run one task, without waiting for it.
	 * @param task name of the task
	 * @return 202 or 409 with the report, or 404 without
	 */
	@WriteOperation
	public WebEndpointResponse<WarmupReport> run(@Selector String task) {
		return response(this.warmup.run(task));
	}

	private WebEndpointResponse<WarmupReport> response(Start start) {
		return switch (start) {
			case STARTED -> new WebEndpointResponse<>(this.warmup.report(), ACCEPTED);
			case BUSY -> new WebEndpointResponse<>(this.warmup.report(), CONFLICT);
			case UNKNOWN_TASK -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		};
	}

}
