package dev.monitor.process;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Small text files that the Linux kernel makes up when they are read. What is not there
 * reads as absent.
 */
public final class ProcFiles {

	private ProcFiles() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @return its lines, none if it cannot be read
	 */
	public static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
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
	 * @return the numbers by name; the unit is not looked at
	 */
	public static Map<String, BigDecimal> table(Path file) {
		Map<String, BigDecimal> table = new HashMap<>();
		for (String line : lines(file)) {
			String[] words = line.split(":?\\s+", 3);
			BigDecimal number = (words.length > 1) ? number(words[1]) : null;
			if (number != null) {
				table.put(words[0], number);
			}
		}
		return table;
	}

	/**
	 * Read a number without a sign.
	 * @param text the text
	 * @return the number, {@code null} if it is none or has more than 19 characters
	 */
	public static @Nullable BigDecimal number(String text) {
		boolean plain = text.length() < 20 && text.matches("[0-9]+(\\.[0-9]+)?");
		return plain ? new BigDecimal(text) : null;
	}

}
