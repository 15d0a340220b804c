package dev.monitor.job.modulith;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.monitor.job.Job;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.jdbc.JobQueries;
import org.jspecify.annotations.Nullable;

/**
 * The table of Spring Modulith's event publications, by SQL of our own: its repository
 * loads all that it counts in the old structure, and has no pages in either.
 *
 * @param queries ask the database
 * @param table name of the table
 * @param legacy whether it has the old structure, without status and attempts
 * @param maxAttempts attempt from which on a failure is final
 */
record PublicationTable(JobQueries queries, String table, boolean legacy, int maxAttempts) {

	private static final Duration SAMPLE_TIMEOUT = Duration.ofSeconds(30);

	private static final String COUNT = """
			select STATUS, count(*), sum(case when COMPLETION_ATTEMPTS >= ? then 1 else 0 end), min(PUBLICATION_DATE)
			from %s where COMPLETION_DATE is null group by STATUS""";

	private static final String COUNT_LEGACY = """
			select 'PUBLISHED', count(*), 0, min(PUBLICATION_DATE) from %s where COMPLETION_DATE is null""";

	private static final String COLUMNS = """
			select ID, LISTENER_ID, PUBLICATION_DATE, %s, SERIALIZED_EVENT
			from %s where COMPLETION_DATE is null""";

	private static final String ID = "lower(cast(ID as varchar(36)))";

	/**
	 * The same order as that of ids in lower case, which costs much for a million of
	 * them.
	 */
	private static final String ORDER = " order by PUBLICATION_DATE, ID";

	JobSample sample() throws SQLException {
		Map<JobState, Long> counts = new EnumMap<>(JobState.class);
		for (JobState state : states()) {
			counts.put(state, 0L);
		}
		List<Instant> oldest = new ArrayList<>();
		this.queries.query(SAMPLE_TIMEOUT, 0, (row) -> {
			JobState state = state(row.getString(1), 0);
			long all = row.getLong(2);
			long last = (state == JobState.RETRYABLE) ? row.getLong(3) : 0;
			counts.merge(state, all - last, Long::sum);
			if (last > 0) {
				counts.merge(JobState.FAILED, last, Long::sum);
			}
			Timestamp due = row.getTimestamp(4);
			if (due != null && state != JobState.RUNNING && all > last) {
				oldest.add(due.toInstant());
			}
			return state;
		}, (this.legacy ? COUNT_LEGACY : COUNT).formatted(this.table),
				this.legacy ? List.of() : List.of(this.maxAttempts));
		List<JobCount> all = new ArrayList<>();
		counts.forEach((state, count) -> all.add(new JobCount(Job.DEFAULT_QUEUE, state, count)));
		return new JobSample(all,
				oldest.stream().min(Instant::compareTo).map((due) -> Map.of(Job.DEFAULT_QUEUE, due)).orElse(Map.of()));
	}

	private List<JobState> states() {
		return this.legacy ? List.of(JobState.AVAILABLE)
				: List.of(JobState.AVAILABLE, JobState.RUNNING, JobState.RETRYABLE, JobState.FAILED);
	}

	private JobState state(@Nullable String status, int attempts) {
		if (status == null) {
			return JobState.AVAILABLE;
		}
		return switch (status) {
			case "PROCESSING" -> JobState.RUNNING;
			case "FAILED" -> (attempts >= this.maxAttempts) ? JobState.FAILED : JobState.RETRYABLE;
			default -> JobState.AVAILABLE;
		};
	}

	JobPage page(JobQuery query) throws SQLException {
		if (query.state() != null && !states().contains(query.state())) {
			return JobPage.EMPTY;
		}
		StringBuilder sql = new StringBuilder(columns());
		List<Object> parameters = new ArrayList<>();
		if (query.after() != null) {
			List<String> place = JobKeys.split(query.after(), 2);
			Timestamp date = Timestamp.from(instant(place.get(0)));
			sql.append(" and PUBLICATION_DATE >= ? and (PUBLICATION_DATE > ? or " + ID + " > ?)");
			parameters.addAll(List.of(date, date, place.get(1)));
		}
		addState(query.state(), sql, parameters);
		if (query.type() != null) {
			sql.append(" and LISTENER_ID = ?");
			parameters.add(query.type());
		}
		if (query.id() != null) {
			sql.append(" and substring(" + ID + ", 1, ?) = ?");
			parameters.addAll(List.of(query.id().length(), query.id()));
		}
		List<JobEntry> page = this.queries.first(JobQuery.PAGE + 1, this::entry, sql.append(ORDER).toString(),
				parameters);
		if (page.size() <= JobQuery.PAGE) {
			return new JobPage(page, null);
		}
		JobEntry last = page.get(JobQuery.PAGE - 1);
		return new JobPage(page.subList(0, JobQuery.PAGE), JobKeys.join(String.valueOf(last.due()), last.key()));
	}

	private static Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("Not a time", ex);
		}
	}

	private void addState(@Nullable JobState state, StringBuilder sql, List<Object> parameters) {
		if (state == null || this.legacy) {
			return;
		}
		switch (state) {
			case RUNNING -> sql.append(" and STATUS = 'PROCESSING'");
			case RETRYABLE, FAILED -> {
				sql.append(" and STATUS = 'FAILED' and coalesce(COMPLETION_ATTEMPTS, 0) "
						+ ((state == JobState.FAILED) ? ">=" : "<") + " ?");
				parameters.add(this.maxAttempts);
			}
			default -> sql.append(" and (STATUS is null or STATUS in ('PUBLISHED', 'RESUBMITTED'))");
		}
	}

	/**
	 * Find a publication that is not completed. Some databases store ids as text, and the
	 * others take none for one.
	 * @param key its id
	 * @return the publication and its event as it is stored
	 */
	@Nullable Stored find(String key) throws SQLException {
		List<Stored> found;
		try {
			found = select(UUID.fromString(key));
		}
		catch (SQLException ex) {
			found = select(key);
		}
		if (found.isEmpty()) {
			try {
				found = select(key);
			}
			catch (SQLException ex) {
				return null;
			}
		}
		return found.isEmpty() ? null : found.get(0);
	}

	private List<Stored> select(Object id) throws SQLException {
		return this.queries.query(JobQueries.PATIENCE, 1, (row) -> new Stored(entry(row), row.getString(6)),
				columns() + " and ID = ?", List.of(id));
	}

	/**
	 * Count the failed publications that would be resubmitted before one, and it.
	 * @param entry the publication
	 * @param most how far to count
	 * @return how many there are
	 */
	int position(JobEntry entry, int most) throws SQLException {
		String sql = "select 1 from " + this.table + " where COMPLETION_DATE is null"
				+ (this.legacy ? "" : " and (STATUS is null or STATUS = 'FAILED')") + " and PUBLICATION_DATE <= ?";
		return this.queries
			.query(JobQueries.PATIENCE, most, (row) -> 1, sql,
					List.of(Timestamp.from(Objects.requireNonNull(entry.due()))))
			.size();
	}

	private String columns() {
		return COLUMNS.formatted(this.legacy ? "'PUBLISHED', 0" : "STATUS, COMPLETION_ATTEMPTS", this.table);
	}

	private JobEntry entry(ResultSet row) throws SQLException {
		String id = row.getString(1).toLowerCase(Locale.ROOT);
		int attempts = row.getInt(5);
		JobState state = state(row.getString(4), attempts);
		boolean failed = state == JobState.RETRYABLE || state == JobState.FAILED;
		return new JobEntry(id, new Job(ModulithJobs.NAME, Job.DEFAULT_QUEUE, row.getString(2), id), state,
				failed ? attempts : Math.max(0, attempts - 1), row.getTimestamp(3).toInstant());
	}

	/**
	 * A publication.
	 *
	 * @param entry as in a list
	 * @param event the event as it is stored
	 */
	record Stored(JobEntry entry, String event) {

	}

}
