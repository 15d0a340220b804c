package dev.monitor.check;

import org.apiguardian.api.API;

/**
 * Hears of checks. Called on the thread that brings the result, one call at a time for
 * each check: it must not block. What it throws is logged and has no effect.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface CheckListener {

	/**
	 * A result came in.
	 * @param check name of the check
	 * @param result the result
	 */
	default void onResult(String check, CheckResult result) {
	}

	/**
	 * A result changed the status.
	 * @param check name of the check
	 * @param before the state as it was read right before
	 * @param after the state with the result
	 */
	default void onChange(String check, CheckState before, CheckState after) {
	}

}
