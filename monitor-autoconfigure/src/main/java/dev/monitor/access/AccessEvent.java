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

	private final AccessRequest request;

	private final @Nullable String url;

	private final AccessResponse response;

	private final TraceIds trace;

	AccessEvent(AccessRequest request, @Nullable String url, AccessResponse response, TraceIds trace) {
		super(EventKind.HTTP);
		this.request = request;
		this.url = url;
		this.response = response;
		this.trace = trace;
	}

	@Override
	public void describe(EventPairs pairs) {
		pairs.add(Keys.PORT, this.request.port());
		pairs.add(Keys.URL, this.url);
		pairs.add(Keys.METHOD, this.request.method());
		pairs.add(Keys.HTTP_STATUS, this.response.status());
		pairs.add(Keys.CONTENT_TYPE, this.response.contentType());
		pairs.add(Keys.REMOTE_ADDR, this.request.remoteAddr());
		pairs.add(Keys.AUTH_USER, this.request.user());
		pairs.add(Keys.BYTES, this.response.bytes());
		pairs.add(Keys.TIME_TAKEN, this.response.millis());
		this.trace.describe(pairs);
	}

}
