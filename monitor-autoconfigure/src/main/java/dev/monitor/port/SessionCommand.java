package dev.monitor.port;

import java.util.List;
import java.util.Set;

import dev.monitor.gate.InMemory;

/**
 * A command whose effect is that on the session.
 *
 * @param name its name
 * @param summary what it does
 * @param answer the answer
 */
record SessionCommand(String name, String summary, String answer) implements MonitorCommand, InMemory {

	static final SessionCommand INTERACTIVE = new SessionCommand("interactive",
			"Keeps the connection open for more commands; an empty line repeats the last one",
			"Interactive mode on.  Use \"quit\" To exit.");

	static final SessionCommand QUIT = new SessionCommand("quit", "Closes the connection", "Goodbye.");

	/**
	 * Names of commands that are there with every allow-list.
	 */
	static final Set<String> NAMES = Set.of(INTERACTIVE.name(), QUIT.name(), HelpCommand.NAME);

	@Override
	public String run(List<String> arguments) {
		return this.answer;
	}

}
