package dev.monitor.dashboard;

import java.util.List;

import dev.monitor.http.JsonObject;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSource;

/**
 * What a viewer can click on in sections: rows that have details, and actions.
 *
 * @param details the details
 * @param actions the actions
 */
public record Clicks(DetailsData details, ActionData actions) {

	/**
	 * Add to a section what can be clicked on.
	 * @param json the section as the page reads it
	 * @param source tells the section
	 * @param shown the rows that are shown
	 * @param level what the viewer may do
	 * @return the same object
	 */
	JsonObject add(JsonObject json, StatusSource source, List<StatusRow> shown, AccessLevel level) {
		if (this.details.names().contains(source.name())) {
			json.with("details", 1);
		}
		List<JsonObject> offers = this.actions.offers(source.actions(), shown, level);
		return offers.isEmpty() ? json : json.withArray("actions", offers);
	}

}
