package dev.monitor.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * Paths on the application's port that are not the application's own: probes, metrics,
 * the actuator. A bean of each feature that answers some; read by whatever treats
 * requests for them in another way. Thread-safe.
 */
@FunctionalInterface
public interface OwnPaths {

	/**
	 * Tell whether a path is one of these.
	 * @param path the path below the context path, decoded and normalized
	 * @return whether it is
	 */
	boolean contain(String path);

	/**
	 * Return the paths of several features.
	 * @param features the paths of each
	 * @return all of them
	 */
	static OwnPaths all(Stream<OwnPaths> features) {
		List<OwnPaths> all = features.toList();
		return (path) -> {
			for (OwnPaths paths : all) {
				if (paths.contain(path)) {
					return true;
				}
			}
			return false;
		};
	}

}
