package dev.monitor.job.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.monitor.job.BoundedNames;
import dev.monitor.job.Job;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link JobListener} that records how runs ended and how late they began:
 * {@code monitor.job.run}, {@code monitor.job.failed}, {@code monitor.job.lost},
 * {@code monitor.job.wait} and {@code monitor.job.last.success}. Of each system it knows
 * 100 types and 20 queues; further ones are {@value BoundedNames#OTHER}. Thread-safe.
 */
public final class JobMetrics implements JobListener, MeterBinder {

	private static final int MOST_TYPES = 100;

	private static final int MOST_QUEUES = 20;

	private static final int MOST_EARLY = 100;

	private static final Duration[] WAITS = { Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(1),
			Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6),
			Duration.ofDays(1) };

	private final Map<String, BoundedNames> types = new ConcurrentHashMap<>();

	private final Map<String, BoundedNames> queues = new ConcurrentHashMap<>();

	private final Map<List<String>, AtomicLong> successes = new ConcurrentHashMap<>();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final List<JobRun> early = new ArrayList<>();

	/**
	 * To look up a timer in a registry costs more than all else that is done with a run.
	 */
	private final Map<Timed, Timer> timers = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	private final long started;

	/**
	 * Create without a registry.
	 * @param nanoTime nanoseconds, never going back
	 */
	public JobMetrics(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.started = nanoTime.getAsLong();
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.early.forEach((run) -> record(registry, run));
		this.early.clear();
	}

	/**
	 * Register what a type counts, at 0, so that its first failure is an increase.
	 * @param registry the registry
	 * @param system name of the system
	 * @param type the type
	 */
	void register(MeterRegistry registry, String system, JobType type) {
		String name = type(system, type.name());
		failed(registry, system, name);
		if (type.isRecurring()) {
			AtomicLong success = success(system, name);
			Gauge.builder("monitor.job.last.success", success, (last) -> (this.nanoTime.getAsLong() - last.get()) / 1e9)
				.description("Time since the last success on this instance, or since its start if there was none")
				.baseUnit("seconds")
				.tags("system", system, "type", name)
				.register(registry);
		}
	}

	private AtomicLong success(String system, String type) {
		return this.successes.computeIfAbsent(List.of(system, type), (key) -> new AtomicLong(this.started));
	}

	@Override
	public void ended(JobRun run) {
		if (run.outcome() == JobOutcome.SUCCESS) {
			success(run.job().system(), type(run.job().system(), run.job().type())).set(this.nanoTime.getAsLong());
		}
		if (!isEarly(run)) {
			this.registries.forEach((registry) -> record(registry, run));
		}
	}

	/**
	 * Schedulers may start before there are registries.
	 */
	private synchronized boolean isEarly(JobRun run) {
		boolean early = this.registries.isEmpty();
		if (early && this.early.size() < MOST_EARLY) {
			this.early.add(run);
		}
		return early;
	}

	private void record(MeterRegistry registry, JobRun run) {
		Job job = run.job();
		if (run.outcome() == JobOutcome.LOST) {
			lost(registry, job.system()).increment();
			return;
		}
		String type = type(job.system(), job.type());
		this.timers
			.computeIfAbsent(new Timed(registry, job.system(), type, run.outcome()),
					(key) -> run(registry, job.system(), type, run.outcome()))
			.record(run.times().duration());
		if (run.outcome() == JobOutcome.FAILED) {
			failed(registry, job.system(), type).increment();
		}
		Duration late = run.times().lateness();
		if (late != null) {
			String queue = queue(job.system(), job.queue());
			this.timers
				.computeIfAbsent(new Timed(registry, job.system(), queue, null),
						(key) -> waited(registry, job.system(), queue))
				.record(late);
		}
	}

	/**
	 * Return the name of a type in meters.
	 * @param system name of the system
	 * @param type name of the type
	 * @return its name, or that of all that are too many
	 */
	String type(String system, String type) {
		return this.types.computeIfAbsent(system, (name) -> new BoundedNames(MOST_TYPES)).of(type);
	}

	/**
	 * Return the name of a queue in meters.
	 * @param system name of the system
	 * @param queue name of the queue
	 * @return its name, or that of all that are too many
	 */
	String queue(String system, String queue) {
		return this.queues.computeIfAbsent(system, (name) -> new BoundedNames(MOST_QUEUES)).of(queue);
	}

	private static Timer run(MeterRegistry registry, String system, String type, JobOutcome outcome) {
		return Timer.builder("monitor.job.run")
			.description("Runs of jobs")
			.tags("system", system, "type", type, "outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(registry);
	}

	private static Timer waited(MeterRegistry registry, String system, String queue) {
		return Timer.builder("monitor.job.wait")
			.description("Time from when jobs were due to when they began")
			.tags("system", system, "queue", queue)
			.serviceLevelObjectives(WAITS)
			.register(registry);
	}

	private static Counter failed(MeterRegistry registry, String system, String type) {
		return Counter.builder("monitor.job.failed")
			.description("Jobs that failed for good")
			.tags("system", system, "type", type)
			.register(registry);
	}

	/**
	 * Return the counter of runs whose instance is gone.
	 * @param registry the registry
	 * @param system name of the system
	 * @return the counter, at 0 if it is new
	 */
	static Counter lost(MeterRegistry registry, String system) {
		return Counter.builder("monitor.job.lost")
			.description("Runs of jobs whose instance is gone")
			.tag("system", system)
			.register(registry);
	}

	/**
	 * Which timer.
	 *
	 * @param registry where it is
	 * @param system name of the system
	 * @param name name of the type, or of the queue
	 * @param outcome how runs ended; {@code null} for how late those of a queue began
	 */
	private record Timed(MeterRegistry registry, String system, String name, @Nullable JobOutcome outcome) {

	}

}
