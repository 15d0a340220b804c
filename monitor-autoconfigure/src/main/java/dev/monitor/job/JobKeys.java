package dev.monitor.job;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Several names as one text that can stand in a path, and back.
 */
public final class JobKeys {

	private static final String SEPARATOR = "~";

	private JobKeys() {
	}

	/**
	 * Make one text of some names.
	 * @param names the names, of any characters
	 * @return letters, digits and {@code ~.-*_+%} only
	 */
	public static String join(Object... names) {
		List<String> encoded = new ArrayList<>();
		for (Object name : names) {
			encoded.add(URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace(SEPARATOR, "%7E"));
		}
		return String.join(SEPARATOR, encoded);
	}

	/**
	 * Take such a text apart.
	 * @param key the text
	 * @param count how many names it has
	 * @return the names
	 * @throws IllegalArgumentException if it was not made of so many names
	 */
	public static List<String> split(String key, int count) {
		String[] encoded = key.split(SEPARATOR, -1);
		if (encoded.length != count) {
			throw new IllegalArgumentException("Not a key of " + count + " names");
		}
		List<String> names = new ArrayList<>();
		for (String name : encoded) {
			names.add(URLDecoder.decode(name, StandardCharsets.UTF_8));
		}
		return names;
	}

	/**
	 * Read a name that is an index.
	 * @param name one of the names
	 * @return the index, 0 or more
	 * @throws IllegalArgumentException if it is none
	 */
	public static int index(String name) {
		int index = Integer.parseUnsignedInt(name);
		if (index < 0) {
			throw new IllegalArgumentException("Not an index");
		}
		return index;
	}

	/**
	 * Write a key for people.
	 * @param key a key, of whatever system
	 * @return the names of which it was made, with blanks between them; the key itself if
	 * it was not made here
	 */
	static String words(String key) {
		try {
			List<String> names = split(key, key.split(SEPARATOR, -1).length);
			return join(names.toArray()).equals(key) ? String.join(" ", names) : key;
		}
		catch (IllegalArgumentException ex) {
			return key;
		}
	}

}
