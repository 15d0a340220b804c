package dev.monitor.meter.info;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for {@code monitor.build.info}, always 1, whose tags tell the
 * versions that run here.
 */
public final class BuildInfoMetrics implements MeterBinder {

	private final String version;

	private final String java;

	private final String springBoot;

	/**
	 * Create the meter.
	 * @param version version of the application
	 * @param java version of Java
	 * @param springBoot version of Spring Boot
	 */
	public BuildInfoMetrics(String version, String java, String springBoot) {
		this.version = version;
		this.java = java;
		this.springBoot = springBoot;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("monitor.build.info", () -> 1)
			.description("Versions of the application and of what it runs on")
			.tags("version", this.version, "java", this.java, "spring.boot", this.springBoot)
			.register(registry);
	}

}
