package dev.monitor.database.jdbc;

import java.sql.SQLException;

import dev.monitor.database.DatabaseSample;
import dev.monitor.database.UnsupportedDatabaseException;

/**
 * The questions that one kind of database understands.
 */
interface DatabaseQueries {

	/**
	 * Ask them all.
	 * @param statements executes them
	 * @return the answers
	 */
	DatabaseSample sample(LimitedStatements statements) throws SQLException;

	/**
	 * Return the questions for a database.
	 * @param server which database it is
	 * @param name name of the data source
	 * @return the questions
	 */
	static DatabaseQueries of(Server server, String name) throws UnsupportedDatabaseException {
		if (server.is("PostgreSQL", 0, 0)) {
			return new PostgreSqlQueries(name, server.major());
		}
		if (server.is("H2", 2, 0)) {
			return new H2Queries();
		}
		throw new UnsupportedDatabaseException(server.product() + " " + server.major());
	}

}
