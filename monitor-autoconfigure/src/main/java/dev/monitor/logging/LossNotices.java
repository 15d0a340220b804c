package dev.monitor.logging;

import java.io.IOException;

/**
 * What is said of lines that are lost. Thread-safe; neither method throws.
 */
public interface LossNotices {

	/**
	 * Return a line that says how many lines are missing in its place.
	 * @param lines how many
	 * @return the line with its end
	 */
	byte[] lost(long lines);

	/**
	 * Say elsewhere that lines are being lost since the stream refuses them. Called once,
	 * until it takes lines again.
	 * @param failure why it refuses them
	 */
	void failing(IOException failure);

}
