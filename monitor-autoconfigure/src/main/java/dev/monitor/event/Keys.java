package dev.monitor.event;

import java.util.Set;

/**
 * The names of the keys that Monitor writes.
 */
public final class Keys {

	/**
	 * Time of the event, ISO 8601 with milliseconds and offset.
	 */
	public static final String TIME = "t";

	/**
	 * Namespace: which application wrote the line.
	 */
	public static final String NAMESPACE = "ns";

	/**
	 * Level, lower case.
	 */
	public static final String LEVEL = "lvl";

	/**
	 * Kind of the event, see {@link EventKind}.
	 */
	public static final String EVENT = "ev";

	/**
	 * Message for a person.
	 */
	public static final String MESSAGE = "msg";

	public static final String LOGGER = "logger";

	public static final String THREAD = "thread";

	public static final String TRACE_ID = "traceId";

	public static final String SPAN_ID = "spanId";

	/**
	 * Class name of the exception.
	 */
	public static final String ERROR = "err";

	public static final String ERROR_MESSAGE = "errMsg";

	public static final String STACK = "stack";

	/**
	 * Where a metric line's numbers come from; kept for those lines.
	 */
	public static final String SOURCE = "source";

	/**
	 * What holds the place of a metric line's source for now.
	 */
	public static final String INSTANCE = "instance";

	/**
	 * Name, number and unit of a metric line with one number.
	 */
	public static final String MEASURE = "measure";

	public static final String VALUE = "val";

	public static final String UNITS = "units";

	/**
	 * Stands in the names of numbers in metric lines, and in no other key.
	 */
	public static final char NUMBER_MARK = '#';

	/**
	 * How many bytes a line that was too long has lost.
	 */
	public static final String TRUNCATED = "truncated";

	/**
	 * Names of the array that holds the names of plain SLF4J markers.
	 */
	public static final String TAGS = "tags";

	public static final String PORT = "port";

	public static final String URL = "url";

	public static final String METHOD = "method";

	public static final String HTTP_STATUS = "httpStatus";

	public static final String CONTENT_TYPE = "contentType";

	public static final String REMOTE_ADDR = "remoteAddr";

	public static final String AUTH_USER = "authUser";

	/**
	 * Bytes of the response body.
	 */
	public static final String BYTES = "nBytes";

	/**
	 * Milliseconds, an integer.
	 */
	public static final String TIME_TAKEN = "timeTaken";

	/**
	 * Name of the data source, that of its bean.
	 */
	public static final String DATA_SOURCE = "dataSource";

	/**
	 * First keyword of a statement, upper case, or name of a GraphQL operation.
	 */
	public static final String OPERATION = "operation";

	public static final String STATEMENT = "statement";

	/**
	 * How many rows a statement changed.
	 */
	public static final String ROWS = "rows";

	/**
	 * How many statements or sets of parameters were executed at once.
	 */
	public static final String BATCH_SIZE = "batchSize";

	/**
	 * Kind of a GraphQL operation.
	 */
	public static final String KIND = "kind";

	/**
	 * How many errors the answer to a GraphQL operation holds.
	 */
	public static final String ERRORS = "errors";

	private static final Set<String> RESERVED = Set.of(TIME, NAMESPACE, LEVEL, EVENT, MESSAGE, TRACE_ID, SPAN_ID, ERROR,
			ERROR_MESSAGE, STACK, SOURCE, TRUNCATED);

	private static final Set<String> SPECIAL = Set.of(PORT, URL, METHOD, HTTP_STATUS, CONTENT_TYPE, REMOTE_ADDR,
			AUTH_USER, BYTES, TIME_TAKEN, DATA_SOURCE, OPERATION, STATEMENT, ROWS, BATCH_SIZE, KIND, ERRORS);

	private Keys() {
	}

	/**
	 * Tell whether a key is kept for what Monitor itself says in any kind of event: what
	 * an application puts under it is written under another key.
	 * @param key the key
	 * @return whether it is reserved
	 */
	public static boolean isReserved(String key) {
		return RESERVED.contains(key);
	}

	/**
	 * Tell whether a key may name a constant pair, one that stands in events of every
	 * kind.
	 * @param key the key
	 * @return whether no kind of event uses it
	 */
	public static boolean isFree(String key) {
		return !RESERVED.contains(key) && !SPECIAL.contains(key) && !LOGGER.equals(key) && !THREAD.equals(key);
	}

}
