package dev.monitor.access;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import dev.monitor.event.EventLog;
import dev.monitor.event.TraceIds;
import dev.monitor.event.UrlPolicy;
import dev.monitor.http.RequestMark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs requests to the logger {@code http}, at level info. Thread-safe; never throws,
 * since the request is none of its business.
 */
public final class AccessEvents {

	private static final Logger logger = LoggerFactory.getLogger(AccessEvents.class);

	private static final EventLog events = new EventLog("http");

	private final UrlPolicy urlPolicy;

	private final Predicate<String> exclusions;

	private final @Nullable RequestMark ownRequests;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create the log.
	 * @param urlPolicy how much of a URL to log
	 * @param exclusions tells which paths to leave out
	 * @param ownRequests the mark of Monitor's own requests, which are left out
	 */
	public AccessEvents(UrlPolicy urlPolicy, Predicate<String> exclusions, @Nullable RequestMark ownRequests) {
		this.urlPolicy = urlPolicy;
		this.exclusions = exclusions;
		this.ownRequests = ownRequests;
	}

	/**
	 * Run what reads a container's request and logs it.
	 * @param work the work
	 */
	public void guard(Runnable work) {
		if (!events.isEnabled(Level.INFO)) {
			return;
		}
		try {
			work.run();
		}
		catch (Throwable ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("A request could not be logged; further failures are not reported", ex);
			}
		}
	}

	/**
	 * Tell whether a request is to be logged.
	 * @param path the decoded and normalized path inside the application, {@code null} if
	 * the request could not be parsed so far
	 * @param mark the request's {@link RequestMark#HEADER}
	 * @return whether it is
	 */
	public boolean wants(@Nullable String path, @Nullable String mark) {
		boolean excluded = path != null && this.exclusions.test(path);
		boolean hidden = this.ownRequests != null && this.ownRequests.hides(mark);
		return !excluded && !hidden;
	}

	/**
	 * Log a request that is complete, whether it is wanted or not.
	 * @param request the request; what is {@code null} in it is not known
	 * @param response what was sent
	 * @param trace the trace that the request belongs to
	 */
	public void log(AccessRequest request, AccessResponse response, TraceIds trace) {
		log(request, response, trace, true);
	}

	/**
	 * Do the same on a thread that must not be held up, such as an event loop. The event
	 * is dropped, and counted, if it could not be taken at once.
	 * @param request the request; what is {@code null} in it is not known
	 * @param response what was sent
	 * @param trace the trace that the request belongs to
	 */
	public void logWithoutWaiting(AccessRequest request, AccessResponse response, TraceIds trace) {
		log(request, response, trace, false);
	}

	private void log(AccessRequest request, AccessResponse response, TraceIds trace, boolean waits) {
		String path = request.path();
		String url = (path != null) ? this.urlPolicy.apply(path, request.query()) : null;
		String shownPath = (path != null) ? UrlPolicy.PATH_ONLY.apply(path, null) : "-";
		String method = (request.method() != null) ? request.method() : "-";
		String message = visible(method + ' ' + shownPath + ' ' + response.status());
		events.log(Level.INFO, new AccessEvent(request, url, response, trace, waits), message);
	}

	/**
	 * Replace what could end a line where the console has another format.
	 */
	private static String visible(String message) {
		StringBuilder clean = null;
		for (int i = 0; i < message.length(); i++) {
			if (Character.isISOControl(message.charAt(i))) {
				clean = (clean != null) ? clean : new StringBuilder(message);
				clean.setCharAt(i, '?');
			}
		}
		return (clean != null) ? clean.toString() : message;
	}

}
