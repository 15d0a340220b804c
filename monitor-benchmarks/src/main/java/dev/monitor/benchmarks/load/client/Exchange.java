package dev.monitor.benchmarks.load.client;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A request and what becomes of it.
 */
final class Exchange {

	private final String path;

	private final long due;

	private final OutcomeListener listener;

	private @Nullable Future<?> timeout;

	private @Nullable Channel channel;

	private boolean ended;

	/**
	 * Create an exchange.
	 * @param path path and query
	 * @param due {@link System#nanoTime()} from which its time counts
	 * @param listener hears how it ends
	 */
	Exchange(String path, long due, OutcomeListener listener) {
		this.path = path;
		this.due = due;
		this.listener = listener;
	}

	String path() {
		return this.path;
	}

	long due() {
		return this.due;
	}

	boolean hasEnded() {
		return this.ended;
	}

	void endAtLatestWith(Future<?> timeout) {
		this.timeout = timeout;
	}

	void runsOn(Channel channel) {
		this.channel = channel;
	}

	void giveUp() {
		end(Outcome.TIMEOUT);
		if (this.channel != null) {
			this.channel.close();
		}
	}

	void end(Outcome outcome) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		if (this.timeout != null) {
			this.timeout.cancel(false);
		}
		this.listener.ended(outcome, System.nanoTime() - this.due);
	}

}
