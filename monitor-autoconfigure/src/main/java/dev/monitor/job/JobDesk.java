package dev.monitor.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.monitor.status.Action;
import org.jspecify.annotations.Nullable;

/**
 * The systems that people ask and act on. Has no thread unless somebody does.
 * Thread-safe.
 */
public final class JobDesk implements AutoCloseable {

	private final Map<String, AskedSystem> systems = new LinkedHashMap<>();

	private final Predicate<String> shown;

	private final JobFailures failures;

	private final List<Action> actions = new ArrayList<>();

	/**
	 * Create for some systems.
	 * @param samplers know the systems
	 * @param shown tells which types of jobs are not left out
	 * @param failures told of what needs no more attention
	 */
	public JobDesk(Collection<JobSampler> samplers, Predicate<String> shown, JobFailures failures) {
		samplers.forEach((each) -> this.systems.put(each.name(), new AskedSystem(each.name(), each.system())));
		this.shown = shown;
		this.failures = failures;
		for (JobAction action : JobAction.values()) {
			this.actions.add(new OneJobAction(action, this));
		}
	}

	@Nullable AskedSystem system(String name) {
		return this.systems.get(name);
	}

	boolean isShown(String type) {
		return this.shown.test(type);
	}

	JobFailures failures() {
		return this.failures;
	}

	List<Action> actions() {
		return this.actions;
	}

	/**
	 * End: nobody is asked any more.
	 */
	@Override
	public void close() {
		this.systems.values().forEach(AskedSystem::close);
	}

}
