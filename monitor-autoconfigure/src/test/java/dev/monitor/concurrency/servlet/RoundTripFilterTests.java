package dev.monitor.concurrency.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.AsynchronousHold;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.DeadlineHeader;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.concurrency.Streaming;
import dev.monitor.concurrency.Suspended;
import dev.monitor.concurrency.TestLimit;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which requests tell how long serving takes, and what the filter does with deadlines.
 */
class RoundTripFilterTests {

	private static final FilterChain ASYNC = (request, response) -> request.startAsync();

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(1, 0, this.time);

	private final ConcurrencyLimiter limiter = this.limit.limiter();

	private final List<Boolean> dropped = new ArrayList<>();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final ConcurrencyLimitFilter filter = filter(Streaming.RELEASE);

	RoundTripFilterTests() {
		this.limit.add((start, inFlight, dropped) -> this.dropped.add(dropped));
		this.request.setServletPath("/orders");
		this.request.setAsyncSupported(true);
	}

	@Test
	void servedRequestsTell() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
		});
		assertThat(this.dropped).containsExactly(false);
	}

	@Test
	void failedRequestsDoNotTell() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				throw new ServletException("broken");
			}));
		assertThat(this.limiter.active()).isZero();
		assertThat(this.dropped).isEmpty();
	}

	@Test
	void asynchronousRequestsTellWhenTheyComplete() throws Exception {
		this.filter.doFilter(this.request, this.response, ASYNC);
		assertThat(this.dropped).isEmpty();
		asyncContext().complete();
		assertThat(this.dropped).containsExactly(false);
	}

	@Test
	void asynchronousTimeoutsAreDrops() throws Exception {
		this.filter.doFilter(this.request, this.response, ASYNC);
		AsyncListener listener = asyncContext().getListeners().get(0);
		listener.onTimeout(new AsyncEvent(asyncContext()));
		listener.onError(new AsyncEvent(asyncContext()));
		listener.onComplete(new AsyncEvent(asyncContext()));
		assertThat(this.dropped).containsExactly(true);
	}

	@Test
	void asynchronousErrorsDoNotTell() throws Exception {
		this.filter.doFilter(this.request, this.response, ASYNC);
		AsyncListener listener = asyncContext().getListeners().get(0);
		listener.onError(new AsyncEvent(asyncContext()));
		listener.onComplete(new AsyncEvent(asyncContext()));
		assertThat(this.limiter.active()).isZero();
		assertThat(this.dropped).isEmpty();
	}

	@Test
	void streamsThatGaveTheirPermitBackEarlyDoNotTell() throws Exception {
		FilterChain streaming = (request, response) -> {
			response.setContentType("text/event-stream");
			request.startAsync();
		};
		this.filter.doFilter(this.request, this.response, streaming);
		assertThat(this.limiter.active()).isZero();
		asyncContext().complete();
		assertThat(this.dropped).isEmpty();
	}

	@Test
	void streamsThatHoldTheirPermitSeeTheResponseItself() throws Exception {
		filter(Streaming.HOLD).doFilter(this.request, this.response, (request, response) -> {
			assertThat(response).isSameAs(this.response);
			response.setContentType("text/event-stream");
			request.startAsync();
		});
		assertThat(this.limiter.active()).isEqualTo(1);
		asyncContext().complete();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void requestWhoseDeadlineIsPastIsRejectedThoughAPermitIsFree() throws Exception {
		this.request.addHeader("X-Time-Left", "0");
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			throw new AssertionError("went on");
		});
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getContentAsString()).contains("\"reason\":\"deadline\"");
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void requestWithTimeLeftIsServed() throws Exception {
		this.request.addHeader("X-Time-Left", "1");
		this.filter.doFilter(this.request, this.response,
				(request, response) -> assertThat(this.limiter.active()).isEqualTo(1));
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	private MockAsyncContext asyncContext() {
		MockAsyncContext context = (MockAsyncContext) this.request.getAsyncContext();
		assertThat(context).isNotNull();
		return context;
	}

	private ConcurrencyLimitFilter filter(Streaming streaming) {
		RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(32), this.time::nanoTime,
				() -> new Random(1));
		Rejections rejections = new Rejections(new RejectionAnswers(503, retryAfter), (request, response) -> {
		});
		return new ConcurrencyLimitFilter(new Exclusions((path) -> false, null),
				new AdmissionRules(this.limit, new DeadlineHeader("X-Time-Left")), rejections,
				new AsynchronousHold(streaming, Suspended.HOLD), false);
	}

}
