package dev.monitor.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code jobs}: how runs ended since the start, how
 * many jobs there are by state as of the last samples, and how long the oldest has been
 * due. A row for each queue of each system. -1 is unknown.
 */
public final class JobStatus implements StatusSource {

	private final JobSampling sampling;

	private final JobCounts counts;

	/**
	 * Create the source.
	 * @param sampling has the samples
	 * @param counts counts how runs ended
	 */
	public JobStatus(JobSampling sampling, JobCounts counts) {
		this.sampling = sampling;
		this.counts = counts;
	}

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public StatusSection section() {
		Map<String, Number> totals = new LinkedHashMap<>();
		List<StatusRow> rows = new ArrayList<>();
		for (JobSampler sampler : this.sampling.samplers()) {
			Map<String, Number> runs = runs(sampler.name());
			add(totals, runs);
			for (String queue : queues(sampler)) {
				Map<String, Number> states = states(sampler, queue);
				add(totals, states);
				Map<String, Number> numbers = new LinkedHashMap<>(runs);
				numbers.putAll(states);
				rows.add(new StatusRow(sampler.name(), numbers, Map.of("queue", queue)));
			}
		}
		return new StatusSection(totals, rows);
	}

	private Map<String, Number> runs(String system) {
		Map<String, Number> runs = new LinkedHashMap<>();
		for (JobOutcome outcome : JobOutcome.values()) {
			runs.put("runs_" + word(outcome), this.counts.count(system, outcome));
		}
		return runs;
	}

	private static Map<String, Number> states(JobSampler sampler, String queue) {
		Map<String, Number> states = new LinkedHashMap<>();
		for (JobState state : JobState.values()) {
			double count = sampler.count(queue, state);
			states.put(word(state), Double.isNaN(count) ? -1L : (long) count);
		}
		double oldest = sampler.oldestInSeconds(queue);
		states.put("oldest_seconds", Double.isNaN(oldest) ? -1.0 : oldest);
		return states;
	}

	private static Set<String> queues(JobSampler sampler) {
		Set<String> queues = new TreeSet<>();
		JobSample sample = sampler.current();
		if (sample != null) {
			sample.counts().forEach((count) -> queues.add(count.queue()));
			queues.addAll(sample.oldest().keySet());
		}
		return queues.isEmpty() ? Set.of(Job.DEFAULT_QUEUE) : queues;
	}

	/**
	 * What is known adds up, the oldest of all is the oldest.
	 */
	private static void add(Map<String, Number> totals, Map<String, Number> numbers) {
		numbers.forEach((name, number) -> totals.merge(name, number, JobStatus::sum));
	}

	private static Number sum(Number first, Number second) {
		if (first instanceof Double) {
			return Math.max(first.doubleValue(), second.doubleValue());
		}
		if (first.longValue() < 0 || second.longValue() < 0) {
			return Math.max(first.longValue(), second.longValue());
		}
		return first.longValue() + second.longValue();
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
