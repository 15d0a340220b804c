package dev.monitor.check;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Check} asks.
 */
@FunctionalInterface
public interface Probe {

	/**
	 * Ask once, on the calling thread. May block: the thread is interrupted when the
	 * {@linkplain CheckSchedule#timeout() timeout} is over, and an answer that comes
	 * later counts for nothing. Never runs twice at the same time for one check, not even
	 * when it ignores its interruption.
	 * @throws CheckFailedException if what is asked is not well, with a reason in words
	 * @throws Exception any other failure, shown as its class and a short message
	 */
	void check() throws Exception;

	/**
	 * Say why there was no answer in time, if that is known. Asked at the end of the
	 * timeout, on another thread than the one that asks; must not block.
	 * @return a few words for a person, without credentials; {@code null} for
	 * {@code no answer within 2s} and the like
	 */
	default @Nullable String timeoutReason() {
		return null;
	}

}
