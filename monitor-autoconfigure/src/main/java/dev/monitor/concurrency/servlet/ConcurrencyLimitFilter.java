package dev.monitor.concurrency.servlet;

import java.io.IOException;

import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.AsynchronousHold;
import dev.monitor.concurrency.BodyPace;
import dev.monitor.concurrency.Decision;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.Streaming;
import dev.monitor.concurrency.Suspended;
import dev.monitor.http.servlet.ServletHttpResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link Filter} that takes a permit for each request and gives it back exactly once,
 * when the response is complete; an asynchronous request keeps its permit until then,
 * unless it streams. A request that gets no permit is rejected and goes no further; one
 * whose body came too slowly ends with 408.
 * <p>
 * Register it for the dispatcher type {@code REQUEST} alone and with support for
 * asynchronous requests. Waiting holds the request's own thread, so everything behind
 * this filter sees one ordinary pass.
 */
public final class ConcurrencyLimitFilter implements Filter {

	private final Exclusions exclusions;

	private final AdmissionRules rules;

	private final Rejections rejections;

	private final AsynchronousHold hold;

	private final boolean virtualThreads;

	/**
	 * Create the filter.
	 * @param exclusions requests that pass without a permit
	 * @param rules how the others ask for one
	 * @param rejections what requests that get none are answered
	 * @param hold how long asynchronous requests hold their permits
	 * @param virtualThreads whether requests run on virtual threads
	 */
	public ConcurrencyLimitFilter(Exclusions exclusions, AdmissionRules rules, Rejections rejections,
			AsynchronousHold hold, boolean virtualThreads) {
		this.exclusions = exclusions;
		this.rules = rules;
		this.rejections = rejections;
		this.hold = hold;
		this.virtualThreads = virtualThreads;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		if (this.exclusions.contain(httpRequest)) {
			chain.doFilter(request, response);
			return;
		}
		HttpServletResponse httpResponse = (HttpServletResponse) response;
		long nanosLeft = this.rules.deadline().nanosLeft(httpRequest::getHeader);
		Priority priority = PrioritizedRequest.priority(httpRequest, this.rules.priorities());
		Decision decision = (priority != null) ? this.rules.limit().level(priority).enter(nanosLeft)
				: this.rules.limit().enter(nanosLeft);
		if (decision instanceof Permit permit) {
			letOthersArrive();
			BodyPace body = BodyPace.watch(request.getAttribute(SlowBody.PACE_ATTRIBUTE));
			if (body == null) {
				serve(permit, request, httpResponse, chain);
			}
			else {
				serve(permit, body, httpRequest, httpResponse, chain);
			}
		}
		else {
			this.rejections.write(decision.admission(), priority, httpRequest, httpResponse);
		}
	}

	/**
	 * The scheduler of virtual threads runs each until it blocks, so a request that
	 * computes would keep those behind it from being counted, or rejected, in time.
	 */
	@SuppressWarnings("ThreadPriorityCheck")
	private void letOthersArrive() {
		if (this.virtualThreads) {
			Thread.yield();
		}
	}

	/**
	 * Serve a request with a body. What reading it threw may have become an exception of
	 * the application's, or an answer as if nothing had happened.
	 */
	private void serve(Permit permit, BodyPace body, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		try {
			serve(permit, request, new TimedBodyResponse(response, body), chain);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			if (!body.isSlow()) {
				throw ex;
			}
		}
		if (body.isSlow() && !request.isAsyncStarted() && !response.isCommitted()) {
			response.resetBuffer();
			ServletHttpResponse.write(SlowBody.ANSWER, request, response);
		}
	}

	private void serve(Permit permit, ServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		StreamingResponse stream = null;
		boolean failed = true;
		try {
			if (this.hold.streaming() == Streaming.RELEASE) {
				stream = new StreamingResponse(response, permit);
			}
			chain.doFilter(request, (stream != null) ? stream : response);
			failed = false;
		}
		finally {
			if (!request.isAsyncStarted() || !ReleaseOnComplete.register(request, permit)) {
				end(permit, failed);
			}
			else if (this.hold.suspended() == Suspended.RELEASE && !response.isCommitted()) {
				permit.release();
			}
			else if (stream != null) {
				stream.handlerReturned();
			}
		}
	}

	private static void end(Permit permit, boolean failed) {
		if (failed) {
			permit.release();
		}
		else {
			permit.complete(false);
		}
	}

}
