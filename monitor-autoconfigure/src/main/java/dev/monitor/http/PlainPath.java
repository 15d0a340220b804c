package dev.monitor.http;

import org.jspecify.annotations.Nullable;

/**
 * Paths of requests that are compared with paths of configuration as they were sent,
 * without being decoded. Only a path that is written plainly can be compared so: servers
 * and frameworks read escapes, path parameters, empty segments and dots in ways of their
 * own, and a difference must not turn one path into another.
 */
public final class PlainPath {

	private PlainPath() {
	}

	/**
	 * Tell whether a path means what it says.
	 * @param path the path as the client sent it, without query
	 * @return whether it begins with a slash and has no {@code %}, {@code ;} or
	 * {@code \}, no empty segment but the last, and none that begins with a dot
	 */
	public static boolean is(String path) {
		return path.startsWith("/") && path.indexOf('%') < 0 && path.indexOf(';') < 0 && path.indexOf('\\') < 0
				&& !path.contains("//") && !path.contains("/.");
	}

	/**
	 * Return the path inside the application.
	 * @param path the path as the client sent it, without query
	 * @param base what all paths of the application begin with, without a slash at the
	 * end; empty if there is none
	 * @return the path behind the base, {@code null} if it is not {@linkplain #is(String)
	 * plain}
	 */
	public static @Nullable String inside(String path, String base) {
		if (!is(path)) {
			return null;
		}
		boolean below = !base.isEmpty() && path.startsWith(base)
				&& (path.length() == base.length() || path.charAt(base.length()) == '/');
		return below ? path.substring(base.length()) : path;
	}

}
