package dev.monitor.database.diagnosis.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.database.diagnosis.DiagnosedDatabases;
import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.jdbc.Server;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticResult;

/**
 * A server and what it can be asked.
 *
 * @param server which database it is
 * @param dialect what it understands
 * @param diagnostics what it can be asked, the server first
 */
record DatabaseKind(Server server, Dialect dialect, List<Diagnostic> diagnostics) {

	private static final Diagnostic SERVER = new Diagnostic(DiagnosedDatabases.SERVER, "Server",
			"Which database, version and driver it is, and as whom the application is connected", "", "");

	static DatabaseKind of(DatabaseMetaData database) throws SQLException {
		Server server = Server.of(database);
		Dialect dialect = Dialect.of(server);
		Stream<Diagnostic> asked = dialect.queries().stream().map(DiagnosticQuery::diagnostic);
		return new DatabaseKind(server, dialect, Stream.concat(Stream.of(SERVER), asked).toList());
	}

	DiagnosticQuery query(String name) {
		return this.dialect.queries().stream().filter((query) -> query.name().equals(name)).findFirst().orElseThrow();
	}

	DiagnosticResult server(DatabaseMetaData database) throws SQLException {
		List<String> notes = (this.diagnostics.size() > 1) ? List.of() : List.of("There are no diagnostics for "
				+ this.server + ", but for PostgreSQL 14, MariaDB 10.11, MySQL 8, H2 2 and what is newer");
		return new DiagnosticResult(DiagnosticQuery.columns("product", "version", "driver", "user"),
				List.of(List.of(this.server.product(), this.server.text(),
						database.getDriverName() + " " + database.getDriverVersion(),
						String.valueOf(database.getUserName()))),
				false, List.of(), notes);
	}

}
