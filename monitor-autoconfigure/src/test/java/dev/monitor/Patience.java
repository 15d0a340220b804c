package dev.monitor;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what is to come, unless it says otherwise: far longer than it
 * takes, for machines that build may be slow and busy. It looks often at first, since
 * most things come at once. Found by JUnit itself, for every class of tests.
 */
public final class Patience implements BeforeAllCallback {

	/**
	 * The longest wait of {@link Awaitility}, and of whatever else waits for another
	 * thread.
	 */
	public static final Duration LONGEST = Duration.ofSeconds(30);

	private static final long LONGEST_PAUSE = 100;

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(LONGEST);
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultPollInterval(
				(count, previous) -> Duration.ofMillis(Math.min(LONGEST_PAUSE, previous.toMillis() + 5)));
	}

}
