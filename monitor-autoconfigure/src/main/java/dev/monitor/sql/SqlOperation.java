package dev.monitor.sql;

import java.util.Locale;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Kind of a statement, known by its first keyword. Of a common table expression
 * ({@code WITH}) it is the keyword after the tables.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum SqlOperation {

	/**
	 * Reads rows.
	 */
	SELECT,

	/**
	 * Adds rows.
	 */
	INSERT,

	/**
	 * Changes rows; also {@code MERGE}.
	 */
	UPDATE,

	/**
	 * Removes rows.
	 */
	DELETE,

	/**
	 * Changes the schema or privileges.
	 */
	DDL,

	/**
	 * Anything else, such as a call.
	 */
	OTHER;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * Tell the kind of a statement.
	 * @param sql the statement
	 * @return the kind
	 */
	public static SqlOperation of(String sql) {
		SqlWords words = new SqlWords(sql);
		String first = words.next();
		return "WITH".equals(first) ? ofMain(words) : ofKeyword(first);
	}

	private static SqlOperation ofMain(SqlWords words) {
		for (String word = words.next(); word != null; word = words.next()) {
			SqlOperation operation = (words.depth() == 0) ? ofKeyword(word) : OTHER;
			if (operation != OTHER && operation != DDL) {
				return operation;
			}
		}
		return OTHER;
	}

	private static SqlOperation ofKeyword(@Nullable String keyword) {
		if (keyword == null) {
			return OTHER;
		}
		return switch (keyword) {
			case "SELECT", "VALUES", "TABLE" -> SELECT;
			case "INSERT", "REPLACE", "UPSERT" -> INSERT;
			case "UPDATE", "MERGE" -> UPDATE;
			case "DELETE" -> DELETE;
			case "CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME", "COMMENT", "GRANT", "REVOKE" -> DDL;
			default -> OTHER;
		};
	}

	/**
	 * Return the name as a tag has it, in lower case.
	 */
	@Override
	public String toString() {
		return this.tag;
	}

}
