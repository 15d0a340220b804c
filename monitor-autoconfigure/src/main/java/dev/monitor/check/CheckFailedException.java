package dev.monitor.check;

import org.apiguardian.api.API;

/**
 * Says why a check failed. Its message alone is the reason shown: {@code HTTP 500},
 * {@code pool exhausted}.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public class CheckFailedException extends Exception {

	/**
	 * Create the failure.
	 * @param reason a few words for a person, without credentials
	 */
	public CheckFailedException(String reason) {
		super(reason);
	}

}
