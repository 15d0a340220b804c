package dev.monitor.port.client;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;

/**
 * Runs a command and keeps what it prints.
 */
final class Terminal {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	/**
	 * Run a command as the command line does.
	 */
	int run(Command command, String... arguments) {
		return run(command, InputStream.nullInputStream(), arguments);
	}

	int run(Command command, InputStream in, String... arguments) {
		this.out.reset();
		this.err.reset();
		try {
			return command.run(List.of(arguments), new Streams(in, stream(this.out), stream(this.err)));
		}
		catch (CommandException ex) {
			this.err.writeBytes((ex.getMessage() + ".\n").getBytes(StandardCharsets.UTF_8));
			return ex.status();
		}
	}

	String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	byte[] bytes() {
		return this.out.toByteArray();
	}

	String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

}
