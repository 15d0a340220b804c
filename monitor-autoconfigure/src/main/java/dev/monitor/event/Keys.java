package dev.monitor.event;

import java.util.Set;

/**
 * The names of the keys that events of several kinds have. The others stand in the
 * {@link EventMarker} of their kind.
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

	/**
	 * Name of the logger.
	 */
	public static final String LOGGER = "logger";

	/**
	 * Name of the thread.
	 */
	public static final String THREAD = "thread";

	/**
	 * Trace that the event belongs to, see {@link TraceIds}.
	 */
	public static final String TRACE_ID = "traceId";

	/**
	 * Span of that trace.
	 */
	public static final String SPAN_ID = "spanId";

	/**
	 * Class name of the exception.
	 */
	public static final String ERROR = "err";

	/**
	 * Message of the exception; absent if it has none.
	 */
	public static final String ERROR_MESSAGE = "errMsg";

	/**
	 * Stack trace, with the causes.
	 */
	public static final String STACK = "stack";

	/**
	 * Where a metric line's numbers come from; kept for those lines.
	 */
	public static final String SOURCE = "source";

	/**
	 * Stands in the names of numbers in metric lines, and in no other key.
	 */
	public static final char NUMBER_MARK = '#';

	/**
	 * How many bytes a line that was too long has lost.
	 */
	public static final String TRUNCATED = "truncated";

	/**
	 * Milliseconds, an integer.
	 */
	public static final String TIME_TAKEN = "timeTaken";

	private static final Set<String> RESERVED = Set.of(TIME, NAMESPACE, LEVEL, EVENT, MESSAGE, TRACE_ID, SPAN_ID, ERROR,
			ERROR_MESSAGE, STACK, SOURCE, TRUNCATED);

	/**
	 * What the kinds of events that are known so far say, so that a constant pair with
	 * such a name is refused. One that meets a key of any other kind is written under
	 * another key there.
	 */
	private static final Set<String> OF_KINDS = Set.of(LOGGER, THREAD, TIME_TAKEN, "port", "url", "method",
			"httpStatus", "contentType", "remoteAddr", "authUser", "nBytes", "aborted", "priority", "dataSource",
			"operation", "statement", "rows", "batchSize", "kind", "errors", "action", "object", "result", "reason",
			"proxied", "system", "type", "id", "queue", "attempt", "outcome", "channel", "host", "attempts", "since",
			"instance", "measure", "val", "units");

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
	 * @return whether no kind of event that is known here uses it
	 */
	public static boolean isFree(String key) {
		return !RESERVED.contains(key) && !OF_KINDS.contains(key);
	}

}
