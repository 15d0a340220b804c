package dev.monitor.command;

/**
 * Tells the user why a command cannot be done.
 */
public class CommandException extends Exception {

	/**
	 * Create the exception.
	 * @param message what is wrong, one sentence without a full stop
	 */
	public CommandException(String message) {
		super(message);
	}

}
