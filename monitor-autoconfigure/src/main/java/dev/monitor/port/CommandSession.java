package dev.monitor.port;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.monitor.listener.Connection;
import dev.monitor.listener.Session;
import dev.monitor.task.TurnThread;
import org.jspecify.annotations.Nullable;

/**
 * {@link Session} that answers one command and ends, as {@code zc.monitor} does, or goes
 * on until {@code quit} once its client has asked for {@code interactive}. Lines end with
 * LF or CRLF, the last one also where the client sends nothing more. Text is UTF-8.
 */
final class CommandSession implements Session {

	private final Connection connection;

	private final Commands commands;

	private final SessionLimits limits;

	private List<String> last = List.of();

	private boolean interactive;

	private @Nullable Future<?> running;

	private int runs;

	CommandSession(Connection connection, Commands commands, SessionLimits limits) {
		this.connection = connection;
		this.commands = commands;
		this.limits = limits;
		connection.expireAfter(limits.idle());
	}

	@Override
	public boolean receive(ByteBuffer bytes, boolean last) {
		if (this.running != null) {
			return false;
		}
		if (FirstLine.length(bytes) > this.limits.maxLine()) {
			send(Negative.error("The line is longer than " + this.limits.maxLine() + " bytes"));
			this.connection.end();
		}
		else if (FirstLine.end(bytes) >= 0 || (last && bytes.hasRemaining())) {
			take(FirstLine.take(bytes).strip());
		}
		else if (last) {
			this.connection.end();
		}
		return this.running == null;
	}

	@Override
	public boolean expire() {
		Future<?> overdue = this.running;
		if (overdue == null) {
			return false;
		}
		overdue.cancel(true);
		answer(Negative
			.error("'%s' has not answered within %s s".formatted(this.last.get(0), TurnThread.DEADLINE.toSeconds())));
		return true;
	}

	private void take(String line) {
		if (!line.isEmpty()) {
			this.last = List.of(line.split("\\s+"));
		}
		else if (!this.interactive || this.last.isEmpty()) {
			return;
		}
		this.connection.expireAfter(TurnThread.DEADLINE);
		this.running = this.commands.run(this.last, new Run(++this.runs));
	}

	private void answer(String text) {
		this.running = null;
		this.connection.expireAfter(this.limits.idle());
		String name = this.last.get(0);
		this.interactive = (this.interactive || name.equals(SessionCommand.INTERACTIVE.name()))
				&& !name.equals(SessionCommand.QUIT.name());
		send(text);
		if (!this.interactive) {
			this.connection.end();
		}
	}

	private void send(String text) {
		this.connection
			.send(ByteBuffer.wrap((text.endsWith("\n") ? text : text.concat("\n")).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Takes the answer of one run to the connection's thread. No lambda: one that cannot
	 * be linked for want of memory can never be (JVMS 5.4.3.6), and the port would not
	 * answer any more.
	 */
	private final class Run implements Consumer<String>, Runnable {

		private final int number;

		private String answer = "";

		Run(int number) {
			this.number = number;
		}

		@Override
		public void accept(String answer) {
			this.answer = answer;
			CommandSession.this.connection.execute(this);
		}

		@Override
		public void run() {
			if (CommandSession.this.running != null && this.number == CommandSession.this.runs) {
				answer(this.answer);
			}
		}

	}

}
