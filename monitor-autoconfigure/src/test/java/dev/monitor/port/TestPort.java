package dev.monitor.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.InMemory;
import dev.monitor.http.PathResponder;
import dev.monitor.listener.Listener;
import dev.monitor.listener.Session;
import dev.monitor.listener.http.HttpExchange;
import dev.monitor.port.health.HealthCommands;
import dev.monitor.status.StatusSources;

/**
 * A monitor port without an application.
 */
final class TestPort implements AutoCloseable {

	private final Commands commands;

	private final Listener listener;

	private TestPort(Commands commands, Listener listener) {
		this.commands = commands;
		this.listener = listener;
	}

	static TestPort open(SessionLimits limits, int maxConnections, MonitorCommand... users) throws IOException {
		Commands commands = commands(List.of(), users);
		Session.Factory http = HttpExchange.with(new PathResponder(Map.of()));
		return new TestPort(commands, Listener.open("port", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				maxConnections, (connection) -> new PortSession(connection, () -> commands, http, limits)));
	}

	static TestPort open(MonitorCommand... users) throws IOException {
		return open(new SessionLimits(Duration.ofSeconds(30), 1024), 64, users);
	}

	/**
	 * Return all commands that tell of gates, and those of a user.
	 */
	static Commands commands(List<? extends Gate> gates, MonitorCommand... users) {
		List<MonitorCommand> ours = new ArrayList<>(
				HealthCommands.of(new Gates(gates), new StatusSources(List.of()), false));
		return Commands.of(ours, List.of(users), MonitorCommand::isReadOnly);
	}

	/**
	 * Return a command that is run on a thread of its own.
	 */
	static MonitorCommand command(String name, Action action) {
		return new Slow(name, action);
	}

	/**
	 * Return a command that is run on the port's thread.
	 */
	static MonitorCommand inMemory(String name, Action action) {
		return new Quick(name, action);
	}

	int number() {
		return this.listener.port();
	}

	String exchange(String text) throws IOException {
		return PortClient.exchange(number(), text);
	}

	String ask(String command) throws IOException {
		return PortClient.ask(number(), command);
	}

	@Override
	public void close() {
		this.listener.close();
		this.commands.close();
	}

	@FunctionalInterface
	interface Action {

		String run(List<String> arguments) throws Exception;

	}

	private record Slow(String name, Action action) implements MonitorCommand {

		@Override
		public String summary() {
			return "Tests";
		}

		@Override
		public String run(List<String> arguments) throws Exception {
			return this.action.run(arguments);
		}

	}

	private record Quick(String name, Action action) implements MonitorCommand, InMemory {

		@Override
		public String summary() {
			return "Tests";
		}

		@Override
		public String run(List<String> arguments) throws Exception {
			return this.action.run(arguments);
		}

	}

}
