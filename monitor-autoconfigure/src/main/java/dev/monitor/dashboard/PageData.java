package dev.monitor.dashboard;

import dev.monitor.http.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Data for a part of the page. Thread-safe; reads memory, unless it is not shared.
 */
@FunctionalInterface
public interface PageData {

	/**
	 * Write the data as of now.
	 * @param selection what is selected of it, the rest of the path; empty for all
	 * @param level what the viewer may do
	 * @return the data, {@code null} if there is no such selection
	 */
	@Nullable JsonObject write(String selection, AccessLevel level);

	/**
	 * Tell whether all who ask within a second get what was written for the first.
	 * @return whether they do: then nothing else is written meanwhile
	 */
	default boolean isShared() {
		return true;
	}

}
