package dev.monitor.dashboard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.monitor.http.JsonObject;
import dev.monitor.status.Lookup;
import dev.monitor.status.LookupAnswer;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of what is looked up, selected by the name of the lookup and by what
 * it is to look up: the answer, with the actions that its rows offer.
 */
public final class LookupData implements PageData {

	private static final int MAX_ROWS = 1000;

	private final Map<String, Lookup> byName = new LinkedHashMap<>();

	private final ActionData actions;

	private final boolean operatorsSeeValues;

	/**
	 * Create for some lookups.
	 * @param lookups look up what is not in memory
	 * @param actions what a viewer may have done
	 * @param operatorsSeeValues whether operators see values that may be private
	 */
	public LookupData(Collection<? extends Lookup> lookups, ActionData actions, boolean operatorsSeeValues) {
		lookups.forEach((each) -> this.byName.putIfAbsent(each.name(), each));
		this.actions = actions;
		this.operatorsSeeValues = operatorsSeeValues;
	}

	/**
	 * Whoever asks may wait for a store, and nobody else does.
	 */
	@Override
	public boolean isShared() {
		return false;
	}

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		int slash = selection.indexOf('/');
		Lookup lookup = (slash >= 0) ? this.byName.get(selection.substring(0, slash)) : null;
		if (lookup == null) {
			return null;
		}
		boolean showValues = this.operatorsSeeValues && level == AccessLevel.OPERATE;
		LookupAnswer answer = lookup.ask(selection.substring(slash + 1), showValues);
		JsonObject section = SectionJson.of(answer.section(), MAX_ROWS);
		List<JsonObject> offers = this.actions.offers(lookup.actions(), answer.section().rows(), level);
		return new JsonObject().with("state", answer.state().name().toLowerCase(Locale.ROOT))
			.with("reason", answer.reason())
			.with("next", answer.next())
			.withObject("section", section.with("details", 1).withArray("actions", offers));
	}

}
