package dev.monitor.command;

import java.io.PrintStream;
import java.util.List;

/**
 * A command, found by its name. Implementations are listed in
 * {@code META-INF/services/dev.monitor.command.Command} and need nothing but the JDK.
 */
public interface Command {

	/**
	 * Return the name, the first word of the command line.
	 * @return a lower-case word
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
	 * Run the command.
	 * @param arguments what follows the name
	 * @param out takes the result
	 * @throws CommandException if it cannot be done
	 */
	void run(List<String> arguments, PrintStream out) throws CommandException;

}
