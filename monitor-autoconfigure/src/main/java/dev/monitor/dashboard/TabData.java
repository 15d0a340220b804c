package dev.monitor.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.monitor.http.JsonObject;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of a tab: its sections, the time they were read, and which tabs there
 * are. A section that fails is left out, and named.
 *
 * @param tab the tab
 * @param sources the sections of the application
 * @param clicks what can be clicked on
 * @param about what is the same until the application ends
 * @param clock the time
 * @param nanoTime a monotonic clock, by which the page takes rates
 */
public record TabData(Tab tab, StatusSources sources, Clicks clicks, JsonObject about, Clock clock,
		LongSupplier nanoTime) implements PageData {

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		if (!selection.isEmpty()) {
			return null;
		}
		Instant now = this.clock.instant();
		long nanos = this.nanoTime.getAsLong();
		List<String> failed = new ArrayList<>();
		JsonObject pulse = new JsonObject();
		for (String name : Tab.PULSE) {
			add(pulse, this.sources.get(name), failed, SectionJson::numbers);
		}
		JsonObject sections = new JsonObject();
		for (StatusSource source : this.tab.sections(this.sources)) {
			add(sections, source, failed, (section) -> json(source, section, level));
		}
		return new JsonObject().with("time", now.toEpochMilli())
			.withNumber("seconds", nanos / 1e9)
			.withObject("app", this.about)
			.with("offset", ZoneId.systemDefault().getRules().getOffset(now).getTotalSeconds())
			.with("zone", ZoneId.systemDefault().getId())
			.with("level", level.name().toLowerCase(Locale.ROOT))
			.withArray("tabs", tabs())
			.withArray("failed", failed)
			.withObject("pulse", pulse)
			.withObject("sections", sections);
	}

	private JsonObject json(StatusSource source, StatusSection section, AccessLevel level) {
		int maxRows = this.tab.maxRows(source.name());
		StatusSection told = HolderRoutes.add(source.name(), section, this.sources);
		return this.clicks.add(SectionJson.of(told, maxRows), source, section.rows().stream().limit(maxRows).toList(),
				level);
	}

	private static void add(JsonObject json, @Nullable StatusSource source, List<String> failed,
			Function<StatusSection, JsonObject> writer) {
		if (source != null) {
			try {
				json.withObject(source.name(), writer.apply(source.section()));
			}
			catch (Throwable ex) {
				failed.add(source.name());
			}
		}
	}

	private List<JsonObject> tabs() {
		List<JsonObject> tabs = new ArrayList<>();
		for (Tab candidate : Tab.values()) {
			if (candidate.isShown(this.sources)) {
				JsonObject json = new JsonObject().with("name", candidate.key());
				StatusSource counted = this.sources.get(candidate.counted());
				tabs.add((counted != null) ? json.with("count", count(counted)) : json);
			}
		}
		return tabs;
	}

	private static int count(StatusSource source) {
		try {
			return source.section().rows().size();
		}
		catch (Throwable ex) {
			return 0;
		}
	}

}
