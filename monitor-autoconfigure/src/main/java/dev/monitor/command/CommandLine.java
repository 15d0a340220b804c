package dev.monitor.command;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * The command line of the jar.
 */
public final class CommandLine {

	private static final String PROGRAM = "java -jar " + jar(CommandLine.class.getProtectionDomain().getCodeSource());

	private static final int FAILED = CommandException.FAILED;

	private static final int WRONG_USE = 2;

	private static final int COLUMN = 20;

	private final List<Command> commands;

	CommandLine(List<Command> commands) {
		this.commands = commands.stream()
			.sorted(Comparator.comparing(CommandLine::takesAnything).thenComparing(Command::name))
			.toList();
	}

	/**
	 * Run a command and end the JVM: with the exit status of the command, 1 if it could
	 * not be done or its result not be written, 2 if there is no such command.
	 * @param arguments the command's name and what follows it
	 */
	public static void main(String[] arguments) {
		List<Command> commands = ServiceLoader.load(Command.class, CommandLine.class.getClassLoader())
			.stream()
			.map(ServiceLoader.Provider::get)
			.toList();
		Streams streams = new Streams(System.in, System.out, System.err);
		System.exit(new CommandLine(commands).run(Arrays.asList(arguments), streams));
	}

	int run(List<String> arguments, Streams streams) {
		String name = arguments.isEmpty() ? "help" : arguments.get(0);
		if (List.of("help", "--help", "-h").contains(name)) {
			streams.print(usage());
			return 0;
		}
		for (Command command : this.commands) {
			if (command.name().equals(name) || takesAnything(command)) {
				int status = run(command, arguments.subList(takesAnything(command) ? 0 : 1, arguments.size()), streams);
				return (status == 0 && streams.out().checkError()) ? FAILED : status;
			}
		}
		streams.err().print("There is no command '" + name + "'.\n" + usage());
		return WRONG_USE;
	}

	private static int run(Command command, List<String> arguments, Streams streams) {
		try {
			return command.run(arguments, streams);
		}
		catch (CommandException ex) {
			String use = (ex.status() == FAILED) ? "Usage: " + line(command) + "\n" : "";
			streams.err().print(ex.getMessage() + ".\n" + use);
			return ex.status();
		}
	}

	private static boolean takesAnything(Command command) {
		return command.name().isEmpty();
	}

	static String jar(@Nullable CodeSource source) {
		String path = (source != null) ? String.valueOf(source.getLocation()) : "";
		return path.endsWith(".jar") ? path.substring(path.lastIndexOf('/') + 1)
				: "monitor-autoconfigure-<version>.jar";
	}

	private String usage() {
		StringBuilder usage = new StringBuilder("Usage: " + PROGRAM + " COMMAND\n\nCommands:\n");
		for (Command command : this.commands) {
			String use = use(command);
			String gap = (use.length() > COLUMN) ? "\n" + " ".repeat(COLUMN + 2) : " ".repeat(COLUMN - use.length());
			usage.append("  ").append(use).append(gap).append(' ').append(command.summary()).append('\n');
		}
		for (Command command : this.commands) {
			String help = command.help(PROGRAM);
			usage.append(help.isEmpty() ? "" : "\n" + help);
		}
		return usage.toString();
	}

	private static String line(Command command) {
		return PROGRAM + " " + use(command);
	}

	private static String use(Command command) {
		return (command.name() + " " + command.arguments()).strip();
	}

}
