package dev.monitor.http.servlet;

import dev.monitor.http.RequestInFlight;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.secret.SecretParameters;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@link RequestInFlight} of a servlet container. One that goes asynchronous ends with
 * its response.
 */
final class ServletRequestInFlight extends RequestInFlight implements AsyncListener, Runnable {

	/**
	 * Where Spring MVC notes the pattern that a request has matched.
	 */
	private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private final HttpServletRequest request;

	private final RequestsInFlight requests;

	/**
	 * Read here and not later, since containers make such texts when they are first asked
	 * for, and expect one thread.
	 */
	private final String method;

	private final String uri;

	private final String contextPath;

	ServletRequestInFlight(HttpServletRequest request, RequestsInFlight requests) {
		super(System.nanoTime());
		this.request = request;
		this.requests = requests;
		this.method = request.getMethod();
		this.uri = request.getRequestURI();
		this.contextPath = request.getContextPath();
	}

	@Override
	protected String method() {
		return this.method;
	}

	@Override
	protected String route() {
		String pattern = pattern();
		return (pattern != null) ? pattern : SecretParameters.redactPath(this.uri);
	}

	@Override
	protected String path() {
		return this.uri.startsWith(this.contextPath) ? this.uri.substring(this.contextPath.length()) : this.uri;
	}

	@Override
	protected @Nullable String pattern() {
		Object pattern = this.request.getAttribute(PATTERN);
		return (pattern != null) ? pattern.toString() : null;
	}

	/**
	 * Note that the container serves the request again, on the calling thread.
	 */
	void dispatched() {
		enter();
	}

	/**
	 * Note that the request is over, unless it is asynchronous.
	 */
	void chainReturned() {
		if (!this.request.isAsyncStarted()) {
			run();
			return;
		}
		leave();
		try {
			this.request.setAttribute(InFlightFilter.ATTRIBUTE, this);
			this.request.getAsyncContext().addListener(this);
		}
		catch (IllegalStateException ex) {
			run();
		}
	}

	@Override
	public void run() {
		this.requests.end(this);
	}

	/**
	 * Does nothing: this comes while the request passes the filter, which adds the
	 * listener again.
	 */
	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	@Override
	public void onComplete(AsyncEvent event) {
		run();
	}

	/**
	 * Does nothing: the response is still to be written.
	 */
	@Override
	public void onTimeout(AsyncEvent event) {
	}

	@Override
	public void onError(AsyncEvent event) {
		run();
	}

}
