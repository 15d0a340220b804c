package dev.monitor.status;

import java.util.ArrayList;
import java.util.List;

/**
 * The stack of a thread as a table: a row for each frame, the innermost first, named as a
 * stack trace prints it.
 */
public final class Stack {

	private static final int MOST_FRAMES = 500;

	private Stack() {
	}

	/**
	 * Ask a thread where it is. No other thread is stopped for it, and a virtual one need
	 * not be mounted.
	 * @param thread the thread
	 * @return at most 500 rows; none if the thread has ended
	 */
	public static List<StatusRow> of(Thread thread) {
		List<StatusRow> rows = new ArrayList<>();
		for (StackTraceElement frame : thread.getStackTrace()) {
			if (rows.size() == MOST_FRAMES) {
				break;
			}
			rows.add(StatusRow.of(frame.toString()));
		}
		return rows;
	}

}
