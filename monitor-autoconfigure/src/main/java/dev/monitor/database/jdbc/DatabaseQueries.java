package dev.monitor.database.jdbc;

import java.sql.DatabaseMetaData;
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
	 * @param database what it says of itself
	 * @param name name of the data source
	 * @return the questions
	 */
	static DatabaseQueries of(DatabaseMetaData database, String name)
			throws SQLException, UnsupportedDatabaseException {
		String product = String.valueOf(database.getDatabaseProductName());
		int version = database.getDatabaseMajorVersion();
		if (product.equals("PostgreSQL")) {
			return new PostgreSqlQueries(name, version);
		}
		if (product.equals("H2") && version >= 2) {
			return new H2Queries();
		}
		throw new UnsupportedDatabaseException(product + " " + version);
	}

}
