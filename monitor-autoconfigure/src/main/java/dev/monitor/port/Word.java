package dev.monitor.port;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Writes a name as one word, so that scripts can split a line on blanks and a client can
 * send it back as an argument: blanks, control characters and {@code %} are encoded as in
 * URLs (RFC 3986, section 2.1), such as {@code %20}.
 */
public final class Word {

	private static final Pattern ENCODED = Pattern.compile("[\\p{Cc}\\p{Z}%]");

	private Word() {
	}

	/**
	 * Write a name.
	 * @param name any text
	 * @return the word, which is the name itself if that has no such characters
	 */
	public static String of(String name) {
		return ENCODED.matcher(name)
			.replaceAll((found) -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
	}

}
