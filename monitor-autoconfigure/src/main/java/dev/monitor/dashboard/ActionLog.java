package dev.monitor.dashboard;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import dev.monitor.event.EventLog;
import dev.monitor.status.ActionResult.Outcome;
import org.slf4j.event.Level;

/**
 * Counts attempts to have something done, and writes a log event {@code ev=action} for
 * each. Thread-safe.
 */
public final class ActionLog {

	private final EventLog log = new EventLog("action");

	private final Map<String, Map<Outcome, LongAdder>> counts = new LinkedHashMap<>();

	/**
	 * Create the log.
	 * @param names names of the actions that are counted; others are only logged
	 */
	public ActionLog(Collection<String> names) {
		for (String name : names) {
			Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
			for (Outcome outcome : Outcome.values()) {
				outcomes.put(outcome, new LongAdder());
			}
			this.counts.put(name, outcomes);
		}
	}

	/**
	 * Return what is counted.
	 * @return names of actions
	 */
	public Set<String> names() {
		return this.counts.keySet();
	}

	/**
	 * Return how often an action ended in a way since the start.
	 * @param name its name
	 * @param outcome the way
	 * @return the count
	 */
	public long count(String name, Outcome outcome) {
		return this.counts.getOrDefault(name, Map.of()).getOrDefault(outcome, new LongAdder()).sum();
	}

	void add(ActionEvent event) {
		Map<Outcome, LongAdder> outcomes = this.counts.get(event.action());
		if (outcomes != null) {
			outcomes.getOrDefault(event.outcome(), new LongAdder()).increment();
		}
		this.log.log(Level.INFO, event, event.message());
	}

}
