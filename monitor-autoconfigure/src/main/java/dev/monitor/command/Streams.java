package dev.monitor.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads from and writes to.
 *
 * @param in what the user types or pipes
 * @param out takes the result, and nothing else
 * @param err takes what is wrong, a line for each
 */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

	/**
	 * Print a part of the result in UTF-8, whatever the locale is: it is for programs and
	 * files more often than for a terminal.
	 * @param text the text, with its line breaks
	 */
	public void print(String text) {
		this.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

}
