package dev.monitor.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.monitor.status.Action;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.Lookup;
import dev.monitor.status.LookupAnswer;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.jspecify.annotations.Nullable;

/**
 * {@link Lookup} of jobs: {@code <system>} selects the first page of them by when they
 * are due, of 100. Pairs of segments behind that narrow it: {@code state/<state>},
 * {@code type/<type>}, {@code id/<beginning>} and {@code after/<next>}, or
 * {@code job/<key>} for all about one job, all written as {@link PathNames} are. A row is
 * named by system and key. Thread-safe.
 */
public final class JobLookup implements Lookup {

	private static final int MOST_PENDING = 32;

	private static final String HIDDEN = "hidden: operators see them with monitor.dashboard.show-values=operate";

	private static final String NO_KEY = "The text after 'job' or 'after' is not from a list of this system: "
			+ "take the key of a row, or 'next' of a page.";

	private final JobDesk desk;

	private final Map<String, PendingAnswer> pending = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, PendingAnswer> eldest) {
			return size() > MOST_PENDING;
		}

	};

	/**
	 * Create the lookup.
	 * @param desk has the systems
	 */
	public JobLookup(JobDesk desk) {
		this.desk = desk;
	}

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public List<Action> actions() {
		return this.desk.actions();
	}

	@Override
	public LookupAnswer ask(String selection, boolean showValues) {
		List<String> names;
		try {
			names = PathNames.split(selection);
		}
		catch (IllegalArgumentException ex) {
			return LookupAnswer.failed("This is no selection of jobs.");
		}
		AskedSystem system = this.desk.system(names.get(0));
		if (system == null) {
			return LookupAnswer.failed("No system of jobs has this name.");
		}
		String key = showValues + selection;
		PendingAnswer asked;
		synchronized (this.pending) {
			this.pending.values().removeIf(PendingAnswer::isStale);
			asked = this.pending.computeIfAbsent(key,
					(absent) -> system.ask(() -> answerOrNoKey(system, names, showValues)));
		}
		LookupAnswer answer = asked.await();
		if (answer.state() != DiagnosticAnswer.State.RUNNING) {
			synchronized (this.pending) {
				this.pending.remove(key, asked);
			}
		}
		return answer;
	}

	/**
	 * A system throws such an exception for a key that it did not make.
	 */
	private LookupAnswer answerOrNoKey(AskedSystem asked, List<String> names, boolean showValues) throws Exception {
		Map<String, String> wanted = new HashMap<>();
		for (int i = 1; i + 1 < names.size(); i += 2) {
			wanted.put(names.get(i), names.get(i + 1));
		}
		try {
			return answer(asked, names.get(0), wanted, showValues);
		}
		catch (IllegalArgumentException ex) {
			if (wanted.containsKey("job") || wanted.containsKey("after")) {
				return LookupAnswer.failed(NO_KEY);
			}
			throw ex;
		}
	}

	private LookupAnswer answer(AskedSystem asked, String system, Map<String, String> wanted, boolean showValues)
			throws Exception {
		String key = wanted.get("job");
		if (key != null) {
			return LookupAnswer.found(detail(asked.system().job(key, showValues), showValues), "");
		}
		String wantedState = wanted.get("state");
		JobState state = (wantedState != null) ? state(wantedState) : null;
		if (wantedState != null && state == null) {
			return LookupAnswer.failed("There is no such state, but "
					+ Arrays.stream(JobState.values()).map(JobLookup::word).collect(Collectors.joining(", ")) + ".");
		}
		JobPage page = asked.system()
			.page(new JobQuery(state, wanted.get("type"), wanted.get("id"), wanted.get("after")));
		List<StatusRow> rows = page.jobs()
			.stream()
			.filter((entry) -> this.desk.isShown(entry.job().type()))
			.map((entry) -> row(system, entry))
			.toList();
		return LookupAnswer.found(StatusSection.EMPTY.with(rows), Objects.requireNonNullElse(page.next(), ""));
	}

	private static @Nullable JobState state(String word) {
		return Arrays.stream(JobState.values()).filter((state) -> word(state).equals(word)).findFirst().orElse(null);
	}

	private static StatusRow row(String system, JobEntry entry) {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("due", Objects.toString(entry.due(), ""));
		texts.put("state", word(entry.state()));
		texts.put("type", entry.job().type());
		texts.put("id", entry.job().id());
		texts.put("queue", entry.job().queue());
		return new StatusRow(PathNames.join(system, entry.key()), Map.of("attempts", entry.attempts()), texts);
	}

	private static StatusSection detail(@Nullable JobDetail detail, boolean showValues) {
		List<StatusRow> rows = new ArrayList<>();
		if (detail != null) {
			add(rows, "state", word(detail.entry().state()));
			add(rows, "failed attempts", String.valueOf(detail.entry().attempts()));
			detail.times().forEach((name, time) -> add(rows, name, time.toString()));
			add(rows, "last error", detail.error().isEmpty() ? "none is known" : detail.error());
			add(rows, "arguments", showValues ? detail.arguments() : HIDDEN);
		}
		return StatusSection.EMPTY.with(rows);
	}

	private static void add(List<StatusRow> rows, String name, String text) {
		rows.add(StatusRow.of(name).with("text", text));
	}

	private static String word(JobState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

}
