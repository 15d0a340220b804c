package dev.monitor.database.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Which database somebody is connected to.
 *
 * @param product its name
 * @param text its version as it writes it
 * @param major first number of the version
 * @param minor second number of the version
 */
public record Server(String product, String text, int major, int minor) {

	/**
	 * What MariaDB puts before its version for old clients.
	 */
	private static final String REPLICATION_PREFIX = "5.5.5-";

	/**
	 * Read what a connection knows of its server. No statement is executed.
	 * @param database what it says of itself
	 * @return the server
	 * @throws SQLException if the connection is broken
	 */
	public static Server of(DatabaseMetaData database) throws SQLException {
		String product = String.valueOf(database.getDatabaseProductName());
		String version = String.valueOf(database.getDatabaseProductVersion());
		if (version.contains("MariaDB")) {
			String text = version.startsWith(REPLICATION_PREFIX) ? version.substring(REPLICATION_PREFIX.length())
					: version;
			String[] numbers = text.split("\\D+", 3);
			return new Server("MariaDB", text, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
		}
		return new Server(product, version, database.getDatabaseMajorVersion(), database.getDatabaseMinorVersion());
	}

	/**
	 * Tell whether it is of a kind, and new enough.
	 * @param name name of the product
	 * @param leastMajor first number of the least version
	 * @param leastMinor second number of the least version
	 * @return whether it is
	 */
	public boolean is(String name, int leastMajor, int leastMinor) {
		return this.product.equals(name)
				&& (this.major > leastMajor || (this.major == leastMajor && this.minor >= leastMinor));
	}

	@Override
	public String toString() {
		return this.product + " " + this.text;
	}

}
