package dev.monitor.scrape;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Gives the metrics as text. Thread-safe.
 */
@FunctionalInterface
public interface MetricsSource {

	/**
	 * Render the metrics, or share what was rendered just now.
	 * @param accept all values of the {@code Accept} header
	 * @param names the names of the only metrics that are wanted, empty for all
	 * @return the metrics, {@code null} if another rendering takes too long
	 */
	@Nullable Metrics render(List<String> accept, Set<String> names);

	/**
	 * Rendered metrics.
	 *
	 * @param contentType the format
	 * @param body the metrics, not to be changed
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Metrics(String contentType, byte[] body) {

	}

}
