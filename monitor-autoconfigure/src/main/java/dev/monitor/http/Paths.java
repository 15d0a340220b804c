package dev.monitor.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Paths that cause no access events: exact ones, and those under a prefix, written
 * {@code /prefix/**}. Immutable.
 */
public final class PathExclusions {

	private static final String ANYTHING_BELOW = "/**";

	private final Set<String> exact = new HashSet<>();

	private final List<String> prefixes = new ArrayList<>();

	/**
	 * Create the exclusions.
	 * @param patterns the patterns
	 * @throws IllegalArgumentException if one is neither a path nor a prefix
	 */
	public PathExclusions(Collection<String> patterns) {
		for (String pattern : patterns) {
			boolean prefix = pattern.endsWith(ANYTHING_BELOW);
			String path = prefix ? pattern.substring(0, pattern.length() - ANYTHING_BELOW.length()) : pattern;
			if (!pattern.startsWith("/") || path.indexOf('*') >= 0) {
				throw new IllegalArgumentException(pattern);
			}
			this.exact.add(path);
			if (prefix) {
				this.prefixes.add(path + '/');
			}
		}
	}

	/**
	 * Tell whether a path is excluded.
	 * @param path the path inside the application, decoded and normalized, so that
	 * {@code /excluded/../orders} is not
	 * @return whether it is
	 */
	public boolean contains(String path) {
		if (this.exact.contains(path)) {
			return true;
		}
		for (String prefix : this.prefixes) {
			if (path.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
