package dev.monitor;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what is to come, unless it says otherwise: far longer than it
 * takes, for machines that build may be slow and busy. Found by JUnit itself, for every
 * class of tests.
 */
public final class Patience implements BeforeAllCallback {

	/**
	 * The longest wait of {@link Awaitility}, and of whatever else waits for another
	 * thread.
	 */
	public static final Duration LONGEST = Duration.ofSeconds(30);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(LONGEST);
	}

}
