package dev.monitor.port;

import java.util.List;
import java.util.Map;

import dev.monitor.gate.InMemory;

/**
 * Tells the commands that there are.
 */
final class HelpCommand implements MonitorCommand, InMemory {

	static final String NAME = "help";

	private final Map<String, MonitorCommand> commands;

	HelpCommand(Map<String, MonitorCommand> commands) {
		this.commands = commands;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String summary() {
		return "Lists the commands, or tells about one";
	}

	@Override
	public String arguments() {
		return "[command]";
	}

	@Override
	public String run(List<String> arguments) {
		if (arguments.isEmpty()) {
			StringBuilder list = new StringBuilder("Supported commands:\n");
			this.commands.values()
				.forEach((command) -> list.append("  %s -- %s\n".formatted(command.name(), command.summary())));
			return list.toString();
		}
		MonitorCommand command = this.commands.get(arguments.get(0));
		if (command == null) {
			throw new IllegalArgumentException("There is no command '" + arguments.get(0) + "'. Try \"help\".");
		}
		String usage = (command.name() + " " + command.arguments()).strip();
		return "Help for %s:\n\n%s\n\n%s.\n%s".formatted(command.name(), usage, command.summary(), command.details());
	}

}
