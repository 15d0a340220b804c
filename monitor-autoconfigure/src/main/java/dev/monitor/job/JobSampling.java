package dev.monitor.job;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.monitor.failure.Listeners;
import dev.monitor.task.PeriodicTask;

/**
 * Takes samples of all systems, one after the other, in the background. Where two have a
 * name the first has it. Thread-safe.
 */
public final class JobSampling {

	private final Map<String, JobSampler> samplers = new LinkedHashMap<>();

	private final Listeners<JobSampleListener> listeners = new Listeners<>(List.of());

	private final Set<String> excluded;

	private final PeriodicTask task;

	/**
	 * Create without starting.
	 * @param systems the systems
	 * @param excluded names of systems and of types that are left out
	 * @param interval time from the end of one round to the beginning of the next
	 * @param timeout how long a system may take
	 * @param clock tells how old jobs are
	 * @param nanoTime nanoseconds, never going back
	 */
	public JobSampling(Collection<? extends JobSystem> systems, Collection<String> excluded, Duration interval,
			Duration timeout, Clock clock, LongSupplier nanoTime) {
		this.excluded = Set.copyOf(excluded);
		new Listeners<JobSystem>(systems).tell((system) -> {
			JobSampler sampler = new JobSampler(system, interval, timeout, clock, nanoTime);
			if (!this.excluded.contains(sampler.name())) {
				this.samplers.putIfAbsent(sampler.name(), sampler);
			}
		});
		this.task = new PeriodicTask("monitor-jobs", this::sample, Duration.ZERO, interval);
	}

	/**
	 * Begin with a sample of each system; nothing happens if there is none.
	 */
	public void start() {
		if (!this.samplers.isEmpty()) {
			this.task.start();
		}
	}

	/**
	 * End. A sample that is under way is left to its time limit.
	 */
	public void stop() {
		this.task.stop();
	}

	/**
	 * Take a sample of each system.
	 */
	public void sample() {
		for (JobSampler sampler : samplers()) {
			JobSample sample = sampler.sample();
			if (sample != null) {
				this.listeners.tell((listener) -> listener.sampled(sampler, sample));
			}
		}
	}

	/**
	 * Return what takes the samples.
	 * @return the samplers, in the order of the systems
	 */
	public Collection<JobSampler> samplers() {
		return Collections.unmodifiableCollection(this.samplers.values());
	}

	/**
	 * Return the types of jobs of a system, as far as they are known and not excluded.
	 * @param sampler its sampler
	 * @return the types; empty if the system does not tell
	 */
	public List<JobType> types(JobSampler sampler) {
		List<JobType> types = new ArrayList<>();
		new Listeners<>(List.of(sampler.system())).tell((system) -> types.addAll(system.types()));
		types.removeIf((type) -> this.excluded.contains(type.name()));
		return types;
	}

	/**
	 * Have a listener told of samples from now on.
	 * @param listener the listener
	 */
	public void addListener(JobSampleListener listener) {
		this.listeners.add(listener);
	}

}
