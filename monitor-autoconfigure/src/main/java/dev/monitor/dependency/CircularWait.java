package dev.monitor.dependency;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.monitor.check.Check;
import dev.monitor.check.CheckListener;
import dev.monitor.check.CheckResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once of a dependency that has been out since the start because of dependencies of
 * its own: applications that require each other's health never come up, and none of them
 * sees what the other requires. Thread-safe.
 */
public final class CircularWait implements CheckListener {

	private static final Logger logger = LoggerFactory.getLogger(CircularWait.class);

	private static final int ENOUGH = 3;

	private static final int NEVER = Integer.MIN_VALUE;

	private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

	/**
	 * Create the listener.
	 * @param dependencies all dependencies; those that are not required wait for nobody
	 */
	public CircularWait(List<Check> dependencies) {
		for (Check dependency : dependencies) {
			this.refusals.put(dependency.name(), dependency.required() ? 0 : NEVER);
		}
	}

	/**
	 * Write the reason of a dependency that runs Monitor too and names its closed gate.
	 * @param status the status it answered with
	 * @param gate the gate's name
	 * @return the reason
	 */
	public static String reason(int status, String gate) {
		return "HTTP " + status + closed(gate);
	}

	private static String closed(String gate) {
		return ", its gate '" + gate + "' is closed";
	}

	@Override
	public void onResult(String check, CheckResult result) {
		if (result.isSuccess()) {
			this.refusals.put(check, NEVER);
		}
		else if (String.valueOf(result.reason()).endsWith(closed(DependencyGate.NAME))
				&& this.refusals.merge(check, 1, Integer::sum) == ENOUGH) {
			logger.warn("Dependency '{}' has not been up since the start: {}. If it requires this application"
					+ " in turn, neither comes up: set required=false for one of the two, or have one ask"
					+ " the other's /livez", check, result.reason());
		}
	}

}
