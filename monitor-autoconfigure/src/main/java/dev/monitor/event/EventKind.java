package dev.monitor.event;

/**
 * What a log event tells of: the value of the key {@code ev}.
 */
public enum EventKind {

	/**
	 * Whatever the application logs.
	 */
	MESSAGE("message"),

	/**
	 * A request that the web server has answered.
	 */
	HTTP("http"),

	/**
	 * A statement that a database has executed.
	 */
	QUERY("query"),

	/**
	 * A GraphQL operation that was answered.
	 */
	GRAPHQL("graphql"),

	/**
	 * Numbers, for readers of metric lines. Has no message, and is a key=value line
	 * whatever form the others have.
	 */
	METRIC("metric");

	private final String text;

	EventKind(String text) {
		this.text = text;
	}

	/**
	 * Return the value of {@code ev}.
	 * @return the value, lower case
	 */
	public String text() {
		return this.text;
	}

}
