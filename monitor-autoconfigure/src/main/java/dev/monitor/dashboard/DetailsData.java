package dev.monitor.dashboard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.monitor.http.JsonObject;
import dev.monitor.status.StatusDetails;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of one row: what a click asks for, selected by the name of the section
 * and that of the row.
 */
public final class DetailsData implements PageData {

	private static final int MAX_ROWS = 500;

	private final Map<String, StatusDetails> byName = new LinkedHashMap<>();

	/**
	 * Create for some details.
	 * @param details tell more of the rows of their sections
	 */
	public DetailsData(Collection<? extends StatusDetails> details) {
		details.forEach((each) -> this.byName.putIfAbsent(each.name(), each));
	}

	/**
	 * Return the sections whose rows have details.
	 * @return their names
	 */
	public Set<String> names() {
		return this.byName.keySet();
	}

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		int slash = selection.indexOf('/');
		StatusDetails details = (slash >= 0) ? this.byName.get(selection.substring(0, slash)) : null;
		return (details != null) ? SectionJson.of(details.details(selection.substring(slash + 1)), MAX_ROWS) : null;
	}

}
