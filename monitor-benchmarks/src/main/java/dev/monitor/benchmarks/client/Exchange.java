package dev.monitor.benchmarks.client;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A request and what becomes of it.
 */
final class Exchange {

	private final String path;

	private final long due;

	private final OutcomeListener listener;

	private long limit;

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

	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Give up when so much time has passed since the request was due. An answer that
	 * comes later is none, even if the thread was too busy to give up before.
	 */
	void limit(long nanos, EventLoop loop) {
		this.limit = nanos;
		this.timeout = loop.schedule(this::giveUp, this.due + nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	void runsOn(Channel channel) {
		this.channel = channel;
	}

	private void giveUp() {
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
		long nanos = System.nanoTime() - this.due;
		this.listener.ended((nanos <= this.limit) ? outcome : Outcome.TIMEOUT, nanos);
	}

}
