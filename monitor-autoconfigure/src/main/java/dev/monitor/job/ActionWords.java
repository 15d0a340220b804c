package dev.monitor.job;

import java.util.Locale;

/**
 * How an action on jobs is told of.
 */
final class ActionWords {

	private ActionWords() {
	}

	static String name(JobAction action) {
		return action.name().toLowerCase(Locale.ROOT);
	}

	static String title(JobAction action) {
		return switch (action) {
			case RUN -> "Run now";
			case RETRY -> "Run again";
			case DELETE -> "Delete";
			case PAUSE -> "Pause";
			case RESUME -> "Resume";
			case RESET -> "Reset";
			case STOP -> "Stop";
		};
	}

	static String effect(JobAction action) {
		return switch (action) {
			case RUN -> "It runs now, beside its schedule.";
			case RETRY -> "It runs again as soon as its system finds the time, also if it had failed for good.";
			case DELETE -> "It will not run any more. It cannot be restored.";
			case PAUSE -> "It does not run until an operator resumes it.";
			case RESUME -> "It runs again, by its schedule.";
			case RESET -> "It is taken out of the state of an error in which it does not run.";
			case STOP -> "Its run is asked to end.";
		};
	}

	/**
	 * Tell whether to offer an action, which the system may refuse all the same.
	 */
	static boolean isOffered(JobAction action, JobState state) {
		return switch (action) {
			case RUN, RETRY, DELETE -> state != JobState.RUNNING;
			case PAUSE -> state != JobState.PAUSED && state != JobState.FAILED;
			case RESUME -> state == JobState.PAUSED;
			case RESET -> state == JobState.FAILED;
			case STOP -> state == JobState.RUNNING;
		};
	}

}
