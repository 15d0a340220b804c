package dev.monitor.job.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.monitor.job.BoundedNames;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobSampleListener;
import dev.monitor.job.JobSampler;
import dev.monitor.job.JobSampling;
import dev.monitor.job.JobState;
import dev.monitor.job.JobType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of how jobs stand: {@code monitor.jobs}, {@code monitor.jobs.oldest},
 * {@code monitor.jobs.sample.age} and {@code monitor.jobs.sample.failures}; and what
 * {@link JobMetrics} counts of what is known already. Reading one asks nobody, and while
 * a system does not answer its gauges are {@code NaN}.
 */
public final class JobSampleMetrics implements MeterBinder {

	private static final String PREFIX = "monitor.jobs";

	private final JobSampling sampling;

	private final JobMetrics metrics;

	/**
	 * Create the meters.
	 * @param sampling has the samples
	 * @param metrics names types and queues
	 */
	public JobSampleMetrics(JobSampling sampling, JobMetrics metrics) {
		this.sampling = sampling;
		this.metrics = metrics;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Binding binding = new Binding(registry, ConcurrentHashMap.newKeySet());
		this.sampling.addListener(binding);
		this.sampling.samplers().forEach(binding::add);
	}

	private String label(JobSampler sampler, String queue) {
		return this.metrics.queue(sampler.name(), queue);
	}

	private static Set<String> queues(JobSample sample) {
		Set<String> queues = new TreeSet<>(sample.oldest().keySet());
		sample.counts().forEach((count) -> queues.add(count.queue()));
		return queues;
	}

	/**
	 * Those that are too many for a name of their own add up.
	 */
	private double count(JobSampler sampler, String queue, JobState state) {
		JobSample sample = sampler.current();
		if (sample == null || !queue.equals(BoundedNames.OTHER)) {
			return sampler.count(queue, state);
		}
		return Math.min(JobCount.MOST,
				sample.counts()
					.stream()
					.filter((count) -> count.state() == state && label(sampler, count.queue()).equals(queue))
					.mapToLong(JobCount::count)
					.sum());
	}

	/**
	 * The oldest of those that are too many for a name of their own stands for them.
	 */
	private double oldest(JobSampler sampler, String queue) {
		JobSample sample = sampler.current();
		if (sample == null || !queue.equals(BoundedNames.OTHER)) {
			return sampler.oldestInSeconds(queue);
		}
		return sample.oldest()
			.keySet()
			.stream()
			.filter((name) -> label(sampler, name).equals(queue))
			.mapToDouble(sampler::oldestInSeconds)
			.max()
			.orElse(0);
	}

	/**
	 * What one registry gets.
	 */
	private final class Binding implements JobSampleListener {

		private final MeterRegistry registry;

		/**
		 * What it has got: it warns of those who register a meter again.
		 */
		private final Set<Object> registered;

		private Binding(MeterRegistry registry, Set<Object> registered) {
			this.registry = registry;
			this.registered = registered;
		}

		void add(JobSampler sampler) {
			Tags tags = Tags.of("system", sampler.name());
			Gauge.builder(PREFIX + ".sample.age", sampler, JobSampler::ageInSeconds)
				.description("Time since jobs were last counted")
				.baseUnit("seconds")
				.tags(tags)
				.register(this.registry);
			FunctionCounter.builder(PREFIX + ".sample.failures", sampler, JobSampler::failures)
				.description("Times that jobs could not be counted")
				.tags(tags)
				.register(this.registry);
			JobMetrics.lost(this.registry, sampler.name());
			addTypes(sampler);
			JobSample sample = sampler.current();
			if (sample != null) {
				sampled(sampler, sample);
			}
		}

		@Override
		public void sampled(JobSampler sampler, JobSample sample) {
			addTypes(sampler);
			for (JobCount count : sample.counts()) {
				String queue = label(sampler, count.queue());
				if (this.registered.add(List.of(sampler.name(), queue, count.state()))) {
					add(sampler, queue, count.state());
				}
			}
			for (String name : queues(sample)) {
				String queue = label(sampler, name);
				if (this.registered.add(List.of(sampler.name(), queue, "oldest"))) {
					addOldest(sampler, queue);
				}
			}
		}

		private void add(JobSampler sampler, String queue, JobState state) {
			Gauge.builder(PREFIX, sampler, (read) -> count(read, queue, state))
				.description("Jobs that wait, run or have failed, as far as they are counted")
				.tags("system", sampler.name(), "queue", queue, "state", state.name().toLowerCase(Locale.ROOT))
				.register(this.registry);
		}

		private void addOldest(JobSampler sampler, String queue) {
			Gauge.builder(PREFIX + ".oldest", sampler, (read) -> oldest(read, queue))
				.description("How long the oldest job that is due and not started has been so")
				.baseUnit("seconds")
				.tags("system", sampler.name(), "queue", queue)
				.register(this.registry);
		}

		private void addTypes(JobSampler sampler) {
			for (JobType type : JobSampleMetrics.this.sampling.types(sampler)) {
				if (this.registered.add(List.of(sampler.name(), type.name()))) {
					JobSampleMetrics.this.metrics.register(this.registry, sampler.name(), type);
				}
			}
		}

	}

}
