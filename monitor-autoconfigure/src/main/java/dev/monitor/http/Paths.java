package dev.monitor.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Exact paths, and those under a prefix with the prefix itself, written
 * {@code /prefix/**}. Immutable.
 */
public final class Paths {

	private static final String ANYTHING_BELOW = "/**";

	private final Set<String> exact = new HashSet<>();

	private final List<String> prefixes = new ArrayList<>();

	/**
	 * Create the paths.
	 * @param paths the paths and prefixes
	 */
	public Paths(Collection<String> paths) {
		for (String path : paths) {
			boolean prefix = path.endsWith(ANYTHING_BELOW);
			String root = prefix ? path.substring(0, path.length() - ANYTHING_BELOW.length()) : path;
			this.exact.add(root);
			if (prefix) {
				this.prefixes.add(root + '/');
			}
		}
	}

	/**
	 * Tell whether a path is one of these.
	 * @param path the path inside the application, decoded and normalized, so that
	 * {@code /prefix/../orders} is not
	 * @return whether it is
	 */
	public boolean contain(String path) {
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
