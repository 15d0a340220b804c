package dev.monitor.dashboard.spring;

import java.util.List;

import dev.monitor.dashboard.AccessLevel;
import dev.monitor.dashboard.PageData;
import dev.monitor.http.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} about the application: facts, and the names of its configuration.
 *
 * @param facts the facts
 * @param names the names
 */
public record AboutData(ApplicationFacts facts, ConfiguredNames names) implements PageData {

	private static final String OURS = "monitor.";

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		List<List<String>> all = this.names.rows(level == AccessLevel.OPERATE);
		return selection.isEmpty() ? new JsonObject().withArray("tables", this.facts.tables())
			.withArray("monitor", all.stream().filter((row) -> row.get(0).startsWith(OURS)).toList())
			.withArray("others", all.stream().filter((row) -> !row.get(0).startsWith(OURS)).toList()) : null;
	}

}
