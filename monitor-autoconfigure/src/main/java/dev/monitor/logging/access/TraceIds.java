package dev.monitor.logging.access;

import dev.monitor.logging.Keys;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace that a request belongs to. When the container reports a request, the tracer's
 * scope is closed; so the ids are kept in a request attribute while it is open.
 *
 * @param traceId id of the trace
 * @param spanId id of the span
 */
public record TraceIds(@Nullable String traceId, @Nullable String spanId) {

	/**
	 * Name of the request attribute.
	 */
	public static final String ATTRIBUTE = TraceIds.class.getName();

	static final TraceIds NONE = new TraceIds(null, null);

	/**
	 * Return the ids of the trace that is open on this thread.
	 * @return the ids, {@code null} if there is none
	 */
	static @Nullable TraceIds current() {
		String traceId = MDC.get(Keys.TRACE_ID);
		return (traceId != null) ? new TraceIds(traceId, MDC.get(Keys.SPAN_ID)) : null;
	}

	/**
	 * Return the ids that an attribute holds.
	 * @param attribute the value of the {@link #ATTRIBUTE}
	 * @return the ids
	 */
	static TraceIds of(@Nullable Object attribute) {
		return (attribute instanceof TraceIds ids) ? ids : NONE;
	}

}
