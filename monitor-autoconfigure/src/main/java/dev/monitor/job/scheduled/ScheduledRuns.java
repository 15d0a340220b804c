package dev.monitor.job.scheduled;

import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.monitor.failure.Listeners;
import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * {@link ObservationHandler} that tells {@link JobRuns} of runs of {@code @Scheduled}
 * methods. Thread-safe.
 */
public final class ScheduledRuns implements ObservationHandler<ScheduledTaskObservationContext> {

	private final Set<String> observed = ConcurrentHashMap.newKeySet();

	private final Listeners<Supplier<JobRuns>> runs;

	private final Clock clock;

	private final LongSupplier nanoTime;

	/**
	 * Create the handler.
	 * @param runs gives who is told, once the application has started
	 * @param clock tells when runs begin
	 * @param nanoTime measures them, as {@link System#nanoTime()}
	 */
	public ScheduledRuns(Supplier<JobRuns> runs, Clock clock, LongSupplier nanoTime) {
		this.runs = new Listeners<>(List.of(runs));
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ScheduledTaskObservationContext;
	}

	/**
	 * What a handler throws would keep the method from being called.
	 */
	@Override
	public void onStart(ScheduledTaskObservationContext context) {
		Job job = ScheduledJobs.job(type(context.getMethod()));
		context.put(Start.class, new Start(job, this.clock.instant(), this.nanoTime.getAsLong()));
		this.runs.tell((told) -> told.get().started(job));
	}

	@Override
	public void onStop(ScheduledTaskObservationContext context) {
		this.runs.tell((told) -> {
			Start start = context.getRequired(Start.class);
			this.observed.add(start.job().type());
			Throwable error = context.getError();
			JobOutcome outcome = context.isComplete() ? JobOutcome.SUCCESS : JobOutcome.CANCELLED;
			JobTimes times = new JobTimes(null, start.at(),
					Duration.ofNanos(this.nanoTime.getAsLong() - start.nanos()));
			told.get().ended(new JobRun(start.job(), 1, (error != null) ? JobOutcome.FAILED : outcome, error, times));
		});
	}

	/**
	 * Tell whether runs of a type are told of here.
	 * @param type name of the type
	 * @return whether one has been
	 */
	boolean hasObserved(String type) {
		return this.observed.contains(type);
	}

	/**
	 * The name of a task that calls a method, which {@link ScheduledJobs} knows by what
	 * the task says of itself.
	 */
	private static String type(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

	private record Start(Job job, Instant at, long nanos) {

	}

}
