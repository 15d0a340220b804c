package dev.monitor.check;

/**
 * Says why a check failed. Its message alone is the reason shown: {@code HTTP 500},
 * {@code pool exhausted}.
 */
public class CheckFailedException extends Exception {

	/**
	 * Create the failure.
	 * @param reason a few words for a person, without credentials
	 */
	public CheckFailedException(String reason) {
		super(reason);
	}

}
