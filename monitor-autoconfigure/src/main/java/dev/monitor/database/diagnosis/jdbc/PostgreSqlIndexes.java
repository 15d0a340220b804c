package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.status.Diagnostic;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What PostgreSQL tells of indexes. Those of partitions follow the one of their table.
 */
final class PostgreSqlIndexes {

	private static final DiagnosticQuery UNUSED = new DiagnosticQuery(
			new Diagnostic("unused-indexes", "Unused indexes",
					"Indexes that cost writes and space, but that almost no statement uses",
					"1 MB and less than 20 scans while the table was read 1 000 times; none that a constraint or a "
							+ "foreign key needs",
					"Drop the index, unless a replica reads it"),
			columns("index", "table", "size [bytes]", "scans", "reads of the table"), """
					select 'Counted since ' || coalesce(to_char(stats_reset, 'YYYY-MM-DD'), 'the beginning')
						|| ' on this server only: a replica may read the index', false
					from pg_stat_database where datname = current_database()""",
			PostgreSqlTables.ALTERED
					+ """
							select i.indexrelid::regclass::text, i.indrelid::regclass::text, size.bytes, s.idx_scan, reads.number
							from pg_index i
								join pg_class c on c.oid = i.indexrelid and not c.relispartition
								join pg_stat_user_indexes s on s.indexrelid = i.indexrelid
								join pg_stat_user_tables t on t.relid = i.indrelid
								cross join lateral (select coalesce(t.seq_scan, 0) + coalesce(t.idx_scan, 0) number) reads
								cross join lateral (select case when not exists (select from altered a
									where a.relation in (i.indexrelid, i.indrelid)) then pg_relation_size(i.indexrelid) end bytes) size
							where i.indisvalid and not i.indisunique and not i.indisreplident
								and s.idx_scan < 20 and reads.number >= 1000 and size.bytes >= 1000000
								and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
								and not exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = i.indrelid
									and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey)
							order by 3 desc""",
			(row) -> "Index %s (%s) was read %s times while table %s was read %s times: DROP INDEX CONCURRENTLY %s"
				.formatted(row.text("index"), row.size("size"), row.text("scans"), row.text("table"),
						row.text("reads of the table"), row.text("index")));

	/**
	 * The one that stays is the one that is needed most: a key, a constraint, what is
	 * unique, the oldest.
	 */
	private static final DiagnosticQuery DUPLICATE = new DiagnosticQuery(
			new Diagnostic("duplicate-indexes", "Duplicate indexes",
					"Indexes of the same columns, order, operators, collations and condition", "each", "Drop one"),
			columns("index", "duplicates", "table", "size [bytes]", "constraint"), "",
			PostgreSqlTables.ALTERED
					+ """
							, known as materialized (
								select i.indexrelid, i.indrelid, i.indisunique unique_keys, k.conname, i.indexrelid::int8 age,
									(i.indimmediate, to_jsonb(i) ->> 'indnullsnotdistinct')::text uniqueness,
									array[i.indrelid::text, c.relam::text, i.indnkeyatts::text, i.indkey::text, i.indclass::text,
										i.indcollation::text, i.indoption::text,
										pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid)] definition,
									case when i.indisprimary then 0 when k.conname is not null then 1
										when i.indisreplident or exists (select from pg_constraint f
											where f.contype = 'f' and f.conindid = i.indexrelid) then 2
										when i.indisunique then 3 else 4 end need
								from pg_index i
									join pg_class c on c.oid = i.indexrelid and not c.relispartition
									join pg_namespace n on n.oid = c.relnamespace and n.nspname <> 'information_schema'
										and n.nspname not like 'pg\\_%'
									left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
								where i.indisvalid and i.indislive
									and not exists (select from altered a where a.relation in (i.indexrelid, i.indrelid)))
							select indexrelid::regclass::text, kept::regclass::text, indrelid::regclass::text,
								pg_relation_size(indexrelid), quote_ident(conname)
							from (select distinct on (d.indexrelid) d.*, k.indexrelid kept
								from known d join known k on k.definition = d.definition
									and (k.need, k.age) < (d.need, d.age)
									and (not d.unique_keys or (k.unique_keys and k.uniqueness = d.uniqueness))
								order by d.indexrelid, k.need, k.age) duplicate
							order by 4 desc""",
			PostgreSqlIndexes::duplicate);

	private static final DiagnosticQuery INVALID = new DiagnosticQuery(
			new Diagnostic("invalid-indexes", "Invalid indexes",
					"Indexes that CREATE INDEX CONCURRENTLY left unfinished: written and never read", "each",
					"Rebuild the index, or drop it"),
			columns("index", "table"), "", """
					select i.indexrelid::regclass::text, i.indrelid::regclass::text
					from pg_index i join pg_class c on c.oid = i.indexrelid and c.relkind = 'i'
					where not i.indisvalid and not exists (select from pg_stat_progress_create_index p
						where p.datname = current_database() and coalesce(p.index_relid, i.indexrelid) = i.indexrelid)
					order by 1""", (row) -> "Index %s of table %s is invalid: REINDEX INDEX CONCURRENTLY %s, or drop it"
				.formatted(row.text("index"), row.text("table"), row.text("index")));

	private static final DiagnosticQuery FOREIGN_KEYS = new DiagnosticQuery(
			new Diagnostic("foreign-keys", "Foreign keys without index",
					"Foreign keys whose table is read from end to end when a row they refer to goes or changes its key",
					"1 MB of the table", "Create an index on the columns of the foreign key"),
			columns("foreign key", "table", "columns", "refers to", "size [bytes]"), "", PostgreSqlTables.ALTERED + """
					select quote_ident(f.conname), f.conrelid::regclass::text, key.columns, f.confrelid::regclass::text,
						case when not exists (select from altered a where a.relation = f.conrelid) then
							greatest(pg_relation_size(f.conrelid),
								(select sum(pg_relation_size(p.relid)) from pg_partition_tree(f.conrelid) p
									where p.relid not in (select relation from altered))) end
					from pg_constraint f
						cross join lateral (select string_agg(quote_ident(a.attname), ', ' order by k.position) columns
							from unnest(f.conkey) with ordinality k(number, position)
								join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number) key
					where f.contype = 'f' and f.conparentid = 0 and not exists (
						select from pg_index i
							join pg_class c on c.oid = i.indexrelid
							join pg_am m on m.oid = c.relam and m.amname in ('btree', 'hash')
						where i.indrelid = f.conrelid and i.indisvalid and i.indpred is null
							and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey)
					order by 5 desc nulls last""",
			(row) -> (row.number("size") >= 1_000_000)
					? "Foreign key %s has no index, so deleting from %s reads all of %s (%s): CREATE INDEX CONCURRENTLY ON %s (%s)"
						.formatted(row.text("foreign key"), row.text("refers to"), row.text("table"), row.size("size"),
								row.text("table"), row.text("columns"))
					: null);

	static final List<DiagnosticQuery> QUERIES = List.of(UNUSED, DUPLICATE, INVALID, FOREIGN_KEYS);

	private PostgreSqlIndexes() {
	}

	private static String duplicate(DiagnosticRow row) {
		String drop = row.text("constraint").isEmpty() ? "DROP INDEX CONCURRENTLY " + row.text("index")
				: "ALTER TABLE " + row.text("table") + " DROP CONSTRAINT " + row.text("constraint");
		return "Index %s duplicates %s: drop one, as with %s".formatted(row.text("index"), row.text("duplicates"),
				drop);
	}

}
