package dev.monitor.listener;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Takes connections out of the accept queue, also while the process has no file
 * descriptors left: then a spare one is spent, and another connection makes way. Never
 * waits. Used by one thread.
 */
final class Acceptor {

	private static final int ACCEPTS_A_TURN = 32;

	private static final long PAUSE = Duration.ofMillis(250).toNanos();

	private final ServerSocketChannel server;

	private final SelectionKey key;

	private final Descriptors spare;

	private boolean paused;

	private long pausedAt;

	/**
	 * Create the acceptor.
	 * @param server the listening socket
	 * @param key its key, to be told when to accept
	 * @param spare descriptors for bad times
	 */
	Acceptor(ServerSocketChannel server, SelectionKey key, Descriptors spare) {
		this.server = server;
		this.key = key;
		this.spare = spare;
	}

	/**
	 * Make good for bad times that are over.
	 */
	void recover(long now) {
		this.spare.refill();
		if (this.paused && now - this.pausedAt >= PAUSE) {
			this.paused = false;
			this.key.interestOps(SelectionKey.OP_ACCEPT);
		}
	}

	/**
	 * Take the connections that wait.
	 * @param now the time in nanoseconds
	 * @param host takes each
	 */
	void accept(long now, Host host) {
		int count = 0;
		try {
			for (SocketChannel next = this.server.accept(); next != null; next = this.server.accept()) {
				host.welcome(next, now);
				if (++count == ACCEPTS_A_TURN) {
					return;
				}
			}
		}
		catch (IOException ex) {
			SocketChannel another = this.spare.spend() ? acceptWithSpare() : null;
			if (another != null) {
				host.welcome(another, now);
				this.spare.warn(ex, now);
			}
			// Without a descriptor it fails even where nobody waits; only the first
			// surely does.
			else if (count == 0) {
				pauseUnless(host.makeWay(), now);
				this.spare.warn(ex, now);
			}
		}
	}

	/**
	 * Others may have been faster to take what was spent.
	 */
	private @Nullable SocketChannel acceptWithSpare() {
		try {
			return this.server.accept();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private void pauseUnless(boolean another, long now) {
		if (!another) {
			this.paused = true;
			this.pausedAt = now;
			this.key.interestOps(0);
		}
	}

	int port() {
		return this.server.socket().getLocalPort();
	}

	void close() {
		this.spare.close();
		this.key.cancel();
		Connections.closeQuietly(this.server);
	}

	/**
	 * Takes the connections.
	 */
	interface Host {

		/**
		 * Take a connection.
		 * @param channel the connection
		 * @param now the time in nanoseconds
		 */
		void welcome(SocketChannel channel, long now);

		/**
		 * Give up a connection for its descriptor, which is free with the next turn.
		 * @return whether there was one
		 */
		boolean makeWay();

	}

}
