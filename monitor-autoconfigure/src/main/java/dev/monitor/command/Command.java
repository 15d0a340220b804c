package dev.monitor.command;

import java.util.List;

/**
 * A command, found by its name. Implementations are listed in
 * {@code META-INF/services/dev.monitor.command.Command} and need nothing but the JDK.
 */
public interface Command {

	/**
	 * Return the name, the first word of the command line.
	 * @return a lower-case word; empty for the one command that gets every command line
	 * which begins with no other's name, whole
	 */
	String name();

	/**
	 * Return what may follow the name.
	 * @return such as {@code DIR} or {@code [NAME]}, empty for nothing
	 */
	String arguments();

	/**
	 * Return what the command does.
	 * @return a clause without a full stop, such as {@code prints a token}
	 */
	String summary();

	/**
	 * Return what else to say in the help of the jar.
	 * @param program how the jar is run, such as {@code java -jar monitor.jar}
	 * @return whole lines, empty for nothing
	 */
	default String help(String program) {
		return "";
	}

	/**
	 * Run the command.
	 * @param arguments what follows the name
	 * @param streams take the result and what is wrong with it
	 * @return the exit status, 0 if all is well
	 * @throws CommandException if it cannot be done
	 */
	int run(List<String> arguments, Streams streams) throws CommandException;

}
