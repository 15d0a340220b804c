package dev.monitor.access;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.Keys;
import dev.monitor.event.TraceIds;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventMarker} of a request that was answered. Immutable.
 */
final class AccessEvent extends EventMarker {

	private static final EventKind KIND = EventKind.of("http");

	private final AccessRequest request;

	private final @Nullable String url;

	private final AccessResponse response;

	private final TraceIds trace;

	private final boolean waits;

	AccessEvent(AccessRequest request, @Nullable String url, AccessResponse response, TraceIds trace, boolean waits) {
		super(KIND);
		this.request = request;
		this.url = url;
		this.response = response;
		this.trace = trace;
		this.waits = waits;
	}

	@Override
	public boolean isExpendable() {
		return true;
	}

	@Override
	public boolean mayWait() {
		return this.waits;
	}

	@Override
	public void describe(EventPairs pairs) {
		pairs.add("port", this.request.port());
		pairs.add("url", this.url);
		pairs.add("method", this.request.method());
		pairs.add("httpStatus", this.response.status());
		pairs.add("contentType", this.response.contentType());
		pairs.add("remoteAddr", this.request.remoteAddr());
		pairs.add("authUser", this.request.user());
		pairs.add("nBytes", this.response.bytes());
		pairs.add(Keys.TIME_TAKEN, this.response.millis());
		pairs.addFlag("aborted", this.response.aborted());
		pairs.add("priority", this.response.priority());
		this.trace.describe(pairs);
	}

}
