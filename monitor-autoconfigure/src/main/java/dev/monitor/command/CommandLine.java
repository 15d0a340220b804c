package dev.monitor.command;

import java.io.PrintStream;
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

	private static final String JAR = jar(CommandLine.class.getProtectionDomain().getCodeSource());

	private static final int FAILED = 1;

	private static final int WRONG_USE = 2;

	private final List<Command> commands;

	CommandLine(List<Command> commands) {
		this.commands = commands.stream().sorted(Comparator.comparing(Command::name)).toList();
	}

	/**
	 * Run a command and end the JVM: with 0 if it was done, 1 if it could not be done, 2
	 * if there is no such command.
	 * @param arguments the command's name and what follows it
	 */
	public static void main(String[] arguments) {
		List<Command> commands = ServiceLoader.load(Command.class, CommandLine.class.getClassLoader())
			.stream()
			.map(ServiceLoader.Provider::get)
			.toList();
		System.exit(new CommandLine(commands).run(Arrays.asList(arguments), System.out, System.err));
	}

	int run(List<String> arguments, PrintStream out, PrintStream err) {
		String name = arguments.isEmpty() ? "help" : arguments.get(0);
		if (List.of("help", "--help", "-h").contains(name)) {
			out.print(usage());
			return 0;
		}
		for (Command command : this.commands) {
			if (command.name().equals(name)) {
				return run(command, arguments.subList(1, arguments.size()), out, err);
			}
		}
		err.print("There is no command '" + name + "'.\n" + usage());
		return WRONG_USE;
	}

	private static int run(Command command, List<String> arguments, PrintStream out, PrintStream err) {
		try {
			command.run(arguments, out);
			return 0;
		}
		catch (CommandException ex) {
			err.print(ex.getMessage() + ".\nUsage: " + line(command) + "\n");
			return FAILED;
		}
	}

	static String jar(@Nullable CodeSource source) {
		String path = (source != null) ? String.valueOf(source.getLocation()) : "";
		return path.endsWith(".jar") ? path.substring(path.lastIndexOf('/') + 1)
				: "monitor-autoconfigure-<version>.jar";
	}

	private String usage() {
		StringBuilder usage = new StringBuilder("Usage: java -jar " + JAR + " COMMAND\n\nCommands:\n");
		for (Command command : this.commands) {
			usage.append(
					"  %-20s %s%n".formatted((command.name() + " " + command.arguments()).strip(), command.summary()));
		}
		return usage.toString();
	}

	private static String line(Command command) {
		return ("java -jar " + JAR + " " + command.name() + " " + command.arguments()).strip();
	}

}
