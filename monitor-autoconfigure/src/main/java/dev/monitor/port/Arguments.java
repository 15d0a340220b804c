package dev.monitor.port;

import java.util.List;

/**
 * Arguments of commands, and what is wrong with them.
 */
public final class Arguments {

	private Arguments() {
	}

	/**
	 * Check that there are none.
	 * @param command the command
	 * @param arguments its arguments
	 * @throws IllegalArgumentException if there are some
	 */
	public static void expectNone(MonitorCommand command, List<String> arguments) {
		expectAtMost(0, command, arguments);
	}

	/**
	 * Check that there are not too many.
	 * @param most how many there may be
	 * @param command the command
	 * @param arguments its arguments
	 * @throws IllegalArgumentException if there are more
	 */
	public static void expectAtMost(int most, MonitorCommand command, List<String> arguments) {
		if (arguments.size() > most) {
			throw new IllegalArgumentException(
					command.name() + " takes " + ((most > 0) ? command.arguments() + " only" : "no arguments"));
		}
	}

}
