package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.status.Diagnostic;
import org.jspecify.annotations.Nullable;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What PostgreSQL tells of tables.
 */
final class PostgreSqlTables {

	/**
	 * Asking how big a table or an index is waits for whoever alters it, so it is not
	 * asked then.
	 */
	static final String ALTERED = """
			with locked as materialized (
				select relation from pg_locks where mode = 'AccessExclusiveLock' and relation is not null
					and database = (select oid from pg_database where datname = current_database())),
			altered as materialized (
				select relation from locked
				union select i.indrelid from pg_index i join locked on locked.relation = i.indexrelid)
			""";

	private static final DiagnosticQuery TABLES = new DiagnosticQuery(
			new Diagnostic("tables", "Tables", "How big tables are, how they are read and when they were cleaned",
					"10 000 dead rows that are a fifth of all; 100 000 rows that were read completely 100 times, more "
							+ "often than through an index",
					"VACUUM the table and end old transactions; create an index on what the statements filter by"),
			columns("table", "size [bytes]", "indexes [bytes]", "rows", "dead rows", "sequential scans", "index scans",
					"since vacuum [s]"),
			"", ALTERED + """
					select relid::regclass::text,
						case when a.relation is null then pg_table_size(relid) end,
						case when a.relation is null then pg_indexes_size(relid) end,
						n_live_tup, n_dead_tup, coalesce(seq_scan, 0), coalesce(idx_scan, 0),
						extract(epoch from clock_timestamp() - greatest(last_vacuum, last_autovacuum))
					from pg_stat_user_tables left join altered a on a.relation = relid
					order by n_dead_tup >= 10000 and n_dead_tup >= n_live_tup / 4 desc, 2 desc nulls first""",
			PostgreSqlTables::table);

	private static final DiagnosticQuery AUTOVACUUM = new DiagnosticQuery(new Diagnostic("autovacuum", "Autovacuum",
			"Tables with more dead rows than autovacuum leaves",
			"10 000 dead rows, and twice as many as it leaves or autovacuum off for the table",
			"Switch autovacuum on for the table, VACUUM it, end old transactions, give autovacuum more workers"),
			columns("table", "dead rows", "due from", "autovacuum", "since autovacuum [s]"), "", """
					select t.relid::regclass::text, t.n_dead_tup, due.rows,
						coalesce((select o.option_value from pg_options_to_table(c.reloptions) o
							where o.option_name = 'autovacuum_enabled'), 'true'),
						extract(epoch from clock_timestamp() - t.last_autovacuum)
					from pg_stat_user_tables t
						join pg_class c on c.oid = t.relid
						cross join lateral (select
							(select o.option_value from pg_options_to_table(c.reloptions) o
								where o.option_name = 'autovacuum_vacuum_threshold') threshold,
							(select o.option_value from pg_options_to_table(c.reloptions) o
								where o.option_name = 'autovacuum_vacuum_scale_factor') factor) own
						cross join lateral (select round(least(
							coalesce(own.threshold, current_setting('autovacuum_vacuum_threshold'))::float8
								+ coalesce(own.factor, current_setting('autovacuum_vacuum_scale_factor'))::float8
									* greatest(c.reltuples, 0),
							nullif(current_setting('autovacuum_vacuum_max_threshold', true)::float8, -1))) rows) due
					where t.n_dead_tup > due.rows
					order by t.n_dead_tup desc""", PostgreSqlTables::due);

	private static final DiagnosticQuery CACHE_HITS = new DiagnosticQuery(
			new Diagnostic("cache-hits", "Cache hits",
					"How many blocks of tables and indexes were in PostgreSQL's cache",
					"less than 95 %, and 100 000 blocks that were not",
					"Raise shared_buffers (a quarter of the memory), or find what reads big tables from end to end"),
			columns("of", "hits [%]", "found [blocks]", "read [blocks]"), "", """
					select kind, round(100.0 * found / nullif(found + read, 0), 1), found, read
					from (select 'tables' kind, sum(heap_blks_hit) found, sum(heap_blks_read) read
							from pg_statio_user_tables
						union all select 'indexes', sum(idx_blks_hit), sum(idx_blks_read)
							from pg_statio_user_indexes) blocks""",
			(row) -> (row.number("hits") < 95 && row.number("read") >= 100_000)
					? "Only %s %% of the blocks of %s were in the cache: raise shared_buffers, or find what reads big tables"
						.formatted(row.decimal("hits"), row.text("of"))
					: null);

	static final List<DiagnosticQuery> QUERIES = List.of(CACHE_HITS, TABLES, AUTOVACUUM);

	private PostgreSqlTables() {
	}

	private static @Nullable String table(DiagnosticRow row) {
		if (row.number("dead rows") >= 10_000 && row.number("dead rows") >= row.number("rows") / 4) {
			return "Table %s has %s dead rows beside %s others: VACUUM it, and end old transactions"
				.formatted(row.text("table"), row.text("dead rows"), row.text("rows"));
		}
		boolean scanned = row.number("rows") >= 100_000 && row.number("sequential scans") >= 100
				&& row.number("sequential scans") > row.number("index scans");
		return scanned ? "Table %s of %s rows was read from end to end %s times: create an index on what is filtered by"
			.formatted(row.text("table"), row.text("rows"), row.text("sequential scans")) : null;
	}

	private static @Nullable String due(DiagnosticRow row) {
		if (row.number("dead rows") < 10_000) {
			return null;
		}
		String table = row.text("table");
		if (!row.text("autovacuum").equals("true")) {
			return "Table %s has %s dead rows and autovacuum is off for it: ALTER TABLE %s RESET (autovacuum_enabled)"
				.formatted(table, row.text("dead rows"), table);
		}
		return (row.number("dead rows") >= 2 * row.number("due from"))
				? "Autovacuum does not keep up with table %s, which has %s dead rows: VACUUM it and end old transactions"
					.formatted(table, row.text("dead rows"))
				: null;
	}

}
