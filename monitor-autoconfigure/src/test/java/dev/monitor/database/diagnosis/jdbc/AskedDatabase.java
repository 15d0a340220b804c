package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.Databases;
import dev.monitor.database.diagnosis.DiagnosedDatabases;
import dev.monitor.database.diagnosis.Question;
import dev.monitor.sql.PoolReader;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticResult;

/**
 * A database that a test asks on its own thread.
 */
final class AskedDatabase {

	private static final String NAME = "orders";

	private final DataSource dataSource;

	private final DiagnosedDatabases databases;

	AskedDatabase(DataSource dataSource) {
		this(dataSource, (pool) -> null);
	}

	AskedDatabase(DataSource dataSource, PoolReader pools) {
		this.dataSource = dataSource;
		Databases known = new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime);
		known.observe(NAME, dataSource);
		this.databases = new DataSourceDiagnostics(known, pools);
	}

	/**
	 * Execute statements, each in a transaction of its own.
	 */
	void execute(String... statements) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	DiagnosticResult ask(String name) throws Exception {
		return ask(name, false);
	}

	DiagnosticResult ask(String name, boolean showValues) throws Exception {
		return this.databases.ask(new Question(NAME, name, showValues));
	}

	List<String> findings(String name) throws Exception {
		return ask(name).findings();
	}

	List<String> names() throws Exception {
		ask(DiagnosedDatabases.SERVER);
		return this.databases.diagnostics(NAME).stream().map(Diagnostic::name).toList();
	}

	/**
	 * Return the values of a column, as texts.
	 */
	static List<String> column(DiagnosticResult result, String name) {
		int index = result.columns().stream().map((column) -> column.name()).toList().indexOf(name);
		return result.rows().stream().map((row) -> Objects.toString(row.get(index))).toList();
	}

}
