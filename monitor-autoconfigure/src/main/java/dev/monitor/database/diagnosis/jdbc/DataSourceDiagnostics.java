package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import dev.monitor.database.Databases;
import dev.monitor.database.diagnosis.DatabaseDiagnostics;
import dev.monitor.database.diagnosis.DiagnosedDatabases;
import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticThread;
import dev.monitor.database.diagnosis.Question;
import dev.monitor.database.jdbc.BorrowedConnection;
import dev.monitor.database.jdbc.DataSourceProbes;
import dev.monitor.database.jdbc.LimitedStatements;
import dev.monitor.sql.PoolReader;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticResult;
import dev.monitor.status.Diagnostics;

/**
 * {@link DiagnosedDatabases} behind the data sources of the application. A question
 * borrows one connection, waits 2 seconds for it, and changes nothing: it is asked in a
 * transaction that only reads and is rolled back.
 */
public final class DataSourceDiagnostics implements DiagnosedDatabases {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Time that each statement may take.
	 */
	static final int TIMEOUT_SECONDS = 5;

	/**
	 * Its one connection is the application's at the same time.
	 */
	private static final String SHARED = "org.springframework.jdbc.datasource.SingleConnectionDataSource";

	private final Map<String, DatabaseKind> kinds = new ConcurrentHashMap<>();

	private final Databases databases;

	private final PatientBorrower borrower;

	DataSourceDiagnostics(Databases databases, PoolReader pools) {
		this.databases = databases;
		this.borrower = new PatientBorrower(pools, PATIENCE);
	}

	/**
	 * Return the diagnostics of all databases.
	 * @param databases the databases, also those that are found later
	 * @param pools reads how pools stand
	 * @return the diagnostics
	 */
	public static Diagnostics of(Databases databases, PoolReader pools) {
		return new DatabaseDiagnostics(new DataSourceDiagnostics(databases, pools),
				DiagnosticThread.endingAfter(Duration.ofSeconds(10)), System::nanoTime);
	}

	@Override
	public List<String> names() {
		List<String> names = new ArrayList<>();
		this.databases.dataSources().forEach((name, dataSource) -> {
			if (!DataSourceProbes.standsForOthers(dataSource) && !dataSource.getClass().getName().equals(SHARED)) {
				names.add(name);
			}
		});
		return names;
	}

	@Override
	public List<Diagnostic> diagnostics(String database) {
		DatabaseKind kind = this.kinds.get(database);
		return (kind != null) ? kind.diagnostics() : List.of();
	}

	@Override
	public DiagnosticResult ask(Question question) throws SQLException, InterruptedException {
		String database = question.database();
		DataSource dataSource = Objects.requireNonNull(this.databases.dataSources().get(database), database);
		Connection connection = this.borrower.borrow(database, dataSource);
		try (BorrowedConnection borrowed = new BorrowedConnection(connection, NETWORK_TIMEOUT)) {
			DatabaseKind kind = DatabaseKind.of(connection.getMetaData());
			this.kinds.put(database, kind);
			borrowed.beginReadOnly();
			kind.dialect().limit(borrowed);
			return ask(kind, question, connection);
		}
	}

	private static DiagnosticResult ask(DatabaseKind kind, Question question, Connection connection)
			throws SQLException {
		if (question.name().equals(SERVER)) {
			return kind.server(connection.getMetaData());
		}
		DiagnosticQuery query = kind.query(question.name());
		DiagnosticReader reader = new DiagnosticReader(query, question.showValues());
		try {
			reader.read(new LimitedStatements(connection, kind.dialect().timeoutSeconds()));
		}
		catch (SQLException ex) {
			String grant = kind.dialect().grant(ex, connection);
			if (grant == null) {
				throw ex;
			}
			reader.note(grant);
		}
		return reader.result();
	}

}
