package dev.monitor.performance.metrics;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for the scheduler of virtual threads, under the names that
 * Micrometer gives them. Java tells from version 24 on, in the
 * {@code VirtualThreadSchedulerMXBean}; before, there are no meters.
 */
public final class VirtualThreadSchedulerMetrics implements MeterBinder {

	private static final String PREFIX = "jvm.threads.virtual.";

	private static final int FIRST_JAVA_VERSION = 24;

	@Override
	public void bindTo(MeterRegistry registry) {
		// the first access to the server takes tens of milliseconds
		if (Runtime.version().feature() >= FIRST_JAVA_VERSION) {
			bind(registry, ManagementFactory.getPlatformMBeanServer());
		}
	}

	private static void bind(MeterRegistry registry, MBeanServer server) {
		ObjectName scheduler = scheduler();
		if (scheduler == null || !server.isRegistered(scheduler)) {
			return;
		}
		gauge(server, "parallelism", scheduler, "Parallelism").description("Platform threads the scheduler wants")
			.baseUnit(BaseUnits.THREADS)
			.register(registry);
		gauge(server, "pool.size", scheduler, "PoolSize").description("Platform threads of the scheduler")
			.baseUnit(BaseUnits.THREADS)
			.register(registry);
		live(server, "mounted", scheduler, "MountedVirtualThreadCount").register(registry);
		live(server, "queued", scheduler, "QueuedVirtualThreadCount").register(registry);
	}

	private static Gauge.Builder<MBeanServer> live(MBeanServer server, String status, ObjectName scheduler,
			String attribute) {
		return gauge(server, "live", scheduler, attribute)
			.description("Virtual threads that run on a platform thread or wait for one, about")
			.tag("scheduling.status", status)
			.baseUnit(BaseUnits.THREADS);
	}

	private static Gauge.Builder<MBeanServer> gauge(MBeanServer server, String name, ObjectName scheduler,
			String attribute) {
		return Gauge.builder(PREFIX + name, server, (asked) -> read(asked, scheduler, attribute));
	}

	private static double read(MBeanServer server, ObjectName scheduler, String attribute) {
		try {
			return ((Number) server.getAttribute(scheduler, attribute)).doubleValue();
		}
		catch (JMException ex) {
			return Double.NaN;
		}
	}

	private static @Nullable ObjectName scheduler() {
		try {
			return new ObjectName("jdk.management:type=VirtualThreadScheduler");
		}
		catch (JMException ex) {
			return null;
		}
	}

}
