package dev.monitor.dependency.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Borrows a connection of a data source. Thread-safe.
 */
@FunctionalInterface
public interface Borrower {

	/**
	 * Waits for as long as the data source lets it.
	 */
	Borrower PLAIN = DataSource::getConnection;

	/**
	 * Borrow a connection.
	 * @param dataSource the data source
	 * @return the connection
	 * @throws SQLException if there is none
	 */
	Connection borrow(DataSource dataSource) throws SQLException;

}
