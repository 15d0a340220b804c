package dev.monitor.sql;

import org.apiguardian.api.API;

/**
 * A statement as the application wrote it.
 *
 * @param text its text, without parameters
 * @param operation what kind of statement that is
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record SqlStatement(String text, SqlOperation operation) {

	/**
	 * Return the statement with this text.
	 * @param text the text
	 * @return the statement
	 */
	public static SqlStatement of(String text) {
		return new SqlStatement(text, SqlOperation.of(text));
	}

}
