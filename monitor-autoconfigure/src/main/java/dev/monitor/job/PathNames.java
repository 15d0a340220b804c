package dev.monitor.job;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names as a path, each a segment of it, and back. What firewalls refuse in paths, such
 * as an encoded percent sign, is not in it: {@code !} and two hexadecimal digits stand
 * for a byte of UTF-8. The page writes what people type in the same way.
 */
final class PathNames {

	private PathNames() {
	}

	/**
	 * Make a path.
	 * @param names the names, not empty
	 * @return the path: letters, digits, and {@code /~.-*_!}
	 */
	static String join(String... names) {
		List<String> segments = new ArrayList<>();
		for (String name : names) {
			String segment = URLEncoder.encode(name, StandardCharsets.UTF_8)
				.replace("+", "%20")
				.replace("%7E", "~")
				.replace('%', '!');
			segments.add(segment.startsWith(".") ? "!2E" + segment.substring(1) : segment);
		}
		return String.join("/", segments);
	}

	/**
	 * Take a path apart.
	 * @param path the path
	 * @return its names
	 * @throws IllegalArgumentException if it is none
	 */
	static List<String> split(String path) {
		List<String> names = new ArrayList<>();
		for (String segment : path.split("/", -1)) {
			names.add(URLDecoder.decode(segment.replace("%", "%25").replace("+", "%2B").replace('!', '%'),
					StandardCharsets.UTF_8));
		}
		return names;
	}

}
