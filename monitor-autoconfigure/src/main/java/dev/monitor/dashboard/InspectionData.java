package dev.monitor.dashboard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.monitor.http.JsonObject;
import dev.monitor.status.Inspection;
import dev.monitor.status.InspectionReport;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of one inspection, selected by its name: how far it is, and what it
 * has found out.
 */
public final class InspectionData implements PageData {

	private static final int MAX_ROWS = 5000;

	private final Map<String, Inspection> byName = new LinkedHashMap<>();

	/**
	 * Create for some inspections.
	 * @param inspections find out what takes seconds
	 */
	public InspectionData(Collection<? extends Inspection> inspections) {
		inspections.forEach((each) -> this.byName.putIfAbsent(each.name(), each));
	}

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		Inspection inspection = this.byName.get(selection);
		return (inspection != null) ? json(inspection.report()) : null;
	}

	private static JsonObject json(InspectionReport report) {
		return new JsonObject().with("state", report.state().name().toLowerCase(Locale.ROOT))
			.with("kind", report.kind())
			.withNumber("age", report.age().toMillis() / 1000.0)
			.with("reason", report.reason())
			.withObject("section", SectionJson.of(report.section(), MAX_ROWS));
	}

}
