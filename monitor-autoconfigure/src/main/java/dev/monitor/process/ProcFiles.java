package dev.monitor.process;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Small text files that the Linux kernel makes up when they are read. What is not there
 * reads as absent.
 */
public final class ProcFiles {

	private static final Pattern BEHIND_NAME = Pattern.compile(":?\\s+(\\S+)");

	private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

	private ProcFiles() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @return its lines, none if it cannot be read
	 */
	public static List<String> lines(Path file) {
		try {
			// names cut within a letter are no UTF-8
			return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
		}
		catch (IOException | RuntimeException ex) {
			return List.of();
		}
	}

	/**
	 * Read the first line of a file.
	 * @param file the file
	 * @return the line, empty if there is none
	 */
	public static String firstLine(Path file) {
		List<String> lines = lines(file);
		return lines.isEmpty() ? "" : lines.get(0);
	}

	/**
	 * Read a file with a name and a number on each line, such as {@code VmRSS: 1024 kB}.
	 * @param file the file
	 * @param names the names that are wanted; a scrape waits for this, and there are many
	 * more in some files
	 * @return the numbers by name; the unit is not looked at
	 */
	public static Map<String, BigDecimal> table(Path file, Collection<String> names) {
		Map<String, BigDecimal> table = new HashMap<>();
		for (String line : lines(file)) {
			for (String name : names) {
				BigDecimal number = line.startsWith(name) ? number(line, name) : null;
				if (number != null) {
					table.put(name, number);
				}
			}
		}
		return table;
	}

	private static @Nullable BigDecimal number(String line, String name) {
		Matcher behindName = BEHIND_NAME.matcher(line).region(name.length(), line.length());
		return behindName.lookingAt() ? number(behindName.group(1)) : null;
	}

	/**
	 * Read a number without a sign.
	 * @param text the text
	 * @return the number, {@code null} if it is none or has more than 19 characters
	 */
	public static @Nullable BigDecimal number(String text) {
		return (text.length() < 20 && NUMBER.matcher(text).matches()) ? new BigDecimal(text) : null;
	}

}
