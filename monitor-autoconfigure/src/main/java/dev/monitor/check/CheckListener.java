package dev.monitor.check;

/**
 * Observes dependencies. Called on the thread that brings the result, one call at a time
 * for each dependency: it must not block. What it throws is logged and has no effect.
 */
public interface CheckListener {

	/**
	 * A result came in.
	 * @param dependency the dependency, its state already with the result
	 * @param result the result
	 */
	default void onResult(Check dependency, CheckResult result) {
	}

	/**
	 * A result changed the status.
	 * @param dependency the dependency
	 * @param before the state as it was read right before
	 * @param after the state with the result
	 */
	default void onChange(Check dependency, CheckState before, CheckState after) {
	}

}
