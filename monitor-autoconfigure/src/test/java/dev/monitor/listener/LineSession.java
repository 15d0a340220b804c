package dev.monitor.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * A session that answers each line with a line, until its client says {@code quit} or
 * sends nothing more. {@code later} is answered by another thread.
 */
final class LineSession implements Session {

	private static final int MAX_LINE = 1024;

	private final Connection connection;

	private final Executor elsewhere;

	private final Duration idle;

	private int lines;

	private boolean waiting;

	LineSession(Connection connection, Executor elsewhere, Duration idle) {
		this.connection = connection;
		this.elsewhere = elsewhere;
		this.idle = idle;
		connection.expireAfter(idle);
	}

	@Override
	public boolean receive(ByteBuffer bytes, boolean last) {
		if (this.waiting) {
			return false;
		}
		String line = line(bytes);
		if (line != null) {
			this.connection.expireAfter(this.idle);
			take(line);
		}
		else if (bytes.remaining() > MAX_LINE) {
			answer("Error: line too long");
			this.connection.end();
		}
		else if (last) {
			this.connection.end();
		}
		return !this.waiting;
	}

	@Override
	public boolean expire() {
		answer("Error: idle");
		this.connection.end();
		return true;
	}

	private void take(String line) {
		if (line.equals("quit")) {
			this.connection.end();
		}
		else if (line.equals("later")) {
			this.waiting = true;
			this.elsewhere.execute(() -> this.connection.execute(() -> {
				this.waiting = false;
				answer("late");
			}));
		}
		else {
			answer(++this.lines + " " + line);
		}
	}

	private void answer(String text) {
		this.connection.send(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
	}

	private static @Nullable String line(ByteBuffer bytes) {
		for (int i = 0; i < bytes.limit(); i++) {
			if (bytes.get(i) == '\n') {
				byte[] line = new byte[i + 1];
				bytes.get(line);
				return new String(line, StandardCharsets.UTF_8).stripTrailing();
			}
		}
		return null;
	}

}
