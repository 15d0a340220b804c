package dev.monitor.listener;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few file descriptors that are kept for the time when the process has used up its own,
 * so that a listener can still serve somebody. Used by one thread.
 */
final class Descriptors {

	private static final Logger logger = LoggerFactory.getLogger(Descriptors.class);

	private static final int COUNT = 4;

	private final String owner;

	private final Deque<SocketChannel> spare = new ArrayDeque<>();

	private final WarningPause pause = new WarningPause();

	Descriptors(String owner) {
		this.owner = owner;
		refill();
	}

	/**
	 * Let go of one.
	 * @return whether there was one
	 */
	boolean spend() {
		SocketChannel channel = this.spare.poll();
		if (channel != null) {
			Connections.closeQuietly(channel);
		}
		return channel != null;
	}

	/**
	 * Take back what was let go, as far as there is enough again.
	 */
	void refill() {
		try {
			while (this.spare.size() < COUNT) {
				this.spare.add(SocketChannel.open());
			}
		}
		catch (IOException ex) {
			logger.trace("No file descriptors for {}", this.owner, ex);
		}
	}

	/**
	 * Warn that there are none left, at most once a minute.
	 */
	void warn(IOException failure, long now) {
		if (this.pause.isOver(now)) {
			logger.warn(
					"{} cannot take every connection: {}. Allow the process more open files (ulimit -n), or find out "
							+ "who holds so many: server.tomcat.max-connections bounds those of Tomcat.",
					this.owner, failure.getMessage());
		}
	}

	void close() {
		while (spend()) {
			logger.trace("File descriptor of {} freed", this.owner);
		}
	}

}
