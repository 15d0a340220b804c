package dev.monitor.event;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace that an event belongs to. What reports an event when the tracer's scope is
 * closed keeps the ids while it is open. Immutable.
 *
 * @param traceId id of the trace
 * @param spanId id of the span
 */
public record TraceIds(@Nullable String traceId, @Nullable String spanId) {

	/**
	 * No trace.
	 */
	public static final TraceIds NONE = new TraceIds(null, null);

	/**
	 * Return the ids of the trace that is open on this thread.
	 * @return the ids, {@link #NONE} if there is none
	 */
	public static TraceIds current() {
		String traceId = MDC.get(Keys.TRACE_ID);
		return (traceId != null) ? new TraceIds(traceId, MDC.get(Keys.SPAN_ID)) : NONE;
	}

	/**
	 * Return the ids that an attribute holds.
	 * @param attribute the value, possibly of another type
	 * @return the ids, {@link #NONE} if it holds none
	 */
	public static TraceIds of(@Nullable Object attribute) {
		return (attribute instanceof TraceIds ids) ? ids : NONE;
	}

	/**
	 * Give the ids as pairs of an event.
	 * @param pairs receives them
	 */
	public void describe(EventPairs pairs) {
		pairs.add(Keys.TRACE_ID, this.traceId);
		pairs.add(Keys.SPAN_ID, this.spanId);
	}

}
