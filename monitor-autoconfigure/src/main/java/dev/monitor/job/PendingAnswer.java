package dev.monitor.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.monitor.status.LookupAnswer;

/**
 * An answer that is to come, or has come and was not fetched yet. Thread-safe.
 */
final class PendingAnswer {

	private static final Duration PATIENCE = Duration.ofMillis(250);

	private static final Duration KEPT = Duration.ofSeconds(10);

	private final CompletableFuture<LookupAnswer> answer = new CompletableFuture<>();

	private final long asked = System.nanoTime();

	void complete(LookupAnswer found) {
		this.answer.complete(found);
	}

	/**
	 * Wait a moment.
	 * @return the answer, or that it is to come
	 */
	LookupAnswer await() {
		try {
			return this.answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException | ExecutionException ex) {
			// ask again
		}
		return LookupAnswer.RUNNING;
	}

	/**
	 * Tell whether nobody has fetched it for so long that it may no longer be true.
	 */
	boolean isStale() {
		return this.answer.isDone() && System.nanoTime() - this.asked > KEPT.toNanos();
	}

}
