package dev.monitor.command;

/**
 * Tells the user why a command cannot be done.
 */
public class CommandException extends Exception {

	static final int FAILED = 1;

	private final int status;

	/**
	 * Create the exception for exit status 1. How to write the command is said after the
	 * message.
	 * @param message what is wrong, one sentence without a full stop
	 */
	public CommandException(String message) {
		this(message, FAILED);
	}

	/**
	 * Create the exception.
	 * @param message what is wrong and what to do, one sentence without a full stop:
	 * unless the exit status is 1 it stands alone
	 * @param status the exit status, not 0
	 */
	public CommandException(String message, int status) {
		super(message);
		this.status = status;
	}

	/**
	 * Return the exit status.
	 * @return not 0
	 */
	public int status() {
		return this.status;
	}

}
