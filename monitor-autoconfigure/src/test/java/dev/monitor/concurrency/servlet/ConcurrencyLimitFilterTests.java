package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

import dev.monitor.concurrency.Admission;
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
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConcurrencyLimitFilterTests {

	private static final FilterChain NOTHING = (request, response) -> {
	};

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(1, 0, this.time);

	private final ConcurrencyLimiter limiter = this.limit.limiter();

	private final ConcurrencyLimitFilter filter = filter(this.limit, 503);

	private final MockHttpServletRequest request = request("GET", "/orders");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void requestHoldsAPermitWhileItIsServed() throws Exception {
		this.filter.doFilter(this.request, this.response,
				(request, response) -> assertThat(this.limiter.active()).isEqualTo(1));
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void exceptionGivesThePermitBack() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				throw new ServletException("broken");
			}));
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void errorGivesThePermitBack() {
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				throw new StackOverflowError();
			}));
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void requestWithoutAPermitIsAnsweredWithAProblem() throws Exception {
		fill();
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			throw new AssertionError("went on");
		});
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getHeader("Retry-After")).isIn("1", "2");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getContentType()).isEqualTo("application/problem+json");
		assertThat(this.response.getContentLength()).isEqualTo(this.response.getContentAsByteArray().length);
		assertThat(this.response.getContentAsString()).isEqualTo(
				"""
						{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"As many requests as possible are being served, and no more may wait.","reason":"queue_full"}""");
		assertThat(this.response.getErrorMessage()).isNull();
		assertThat(this.limit.outcomes().total(Admission.QUEUE_FULL)).isEqualTo(1);
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	@Test
	void statusCanBeTooManyRequests() throws Exception {
		fill();
		filter(this.limit, 429).doFilter(this.request, this.response, NOTHING);
		assertThat(this.response.getStatus()).isEqualTo(429);
		assertThat(this.response.getContentAsString()).contains("\"title\":\"Too Many Requests\",\"status\":429");
	}

	@Test
	void headGetsNoBody() throws Exception {
		fill();
		this.filter.doFilter(request("HEAD", "/orders"), this.response, NOTHING);
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getContentAsByteArray()).isEmpty();
		assertThat(this.response.getContentLength()).isPositive();
	}

	@Test
	void rejectionsForShutdownSaySo() throws Exception {
		fill();
		this.limiter.close();
		this.filter.doFilter(this.request, this.response, NOTHING);
		assertThat(this.response.getContentAsString()).contains("\"reason\":\"shutdown\"");
	}

	@Test
	void excludedRequestNeedsNoPermit() throws Exception {
		fill();
		this.filter.doFilter(request("GET", "/free/one"), this.response,
				(request, response) -> assertThat(this.limiter.active()).isEqualTo(1));
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	@Test
	void asynchronousRequestKeepsItsPermitUntilItCompletes() throws Exception {
		startAsync();
		assertThat(this.limiter.active()).isEqualTo(1);
		asyncContext().complete();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void asynchronousRequestKeepsItsPermitWhenItGoesAsynchronousAgain() throws Exception {
		startAsync();
		AsyncListener listener = asyncContext().getListeners().get(0);
		MockAsyncContext again = new MockAsyncContext(this.request, this.response);
		listener.onStartAsync(new AsyncEvent(again));
		assertThat(again.getListeners()).containsExactly(listener);
		assertThat(this.limiter.active()).isEqualTo(1);
		again.complete();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void timeoutLeavesItToTheCompletionThatFollows() throws Exception {
		startAsync();
		AsyncListener listener = asyncContext().getListeners().get(0);
		listener.onTimeout(new AsyncEvent(asyncContext()));
		assertThat(this.limiter.active()).isEqualTo(1);
		listener.onComplete(new AsyncEvent(asyncContext()));
		listener.onComplete(new AsyncEvent(asyncContext()));
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void errorGivesThePermitOfAnAsynchronousRequestBackOnce() throws Exception {
		startAsync();
		AsyncListener listener = asyncContext().getListeners().get(0);
		listener.onError(new AsyncEvent(asyncContext()));
		assertThat(this.limiter.active()).isZero();
		fill();
		listener.onComplete(new AsyncEvent(asyncContext()));
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	@Test
	void permitIsGivenBackAtOnceWhenCompletionCannotBeHeardOf() throws Exception {
		MockHttpServletRequest over = new MockHttpServletRequest("GET", "/orders") {

			@Override
			public boolean isAsyncStarted() {
				return true;
			}

			@Override
			public MockAsyncContext getAsyncContext() {
				throw new IllegalStateException("over");
			}

		};
		over.setServletPath("/orders");
		this.filter.doFilter(over, this.response, NOTHING);
		assertThat(this.limiter.active()).isZero();
	}

	private void startAsync() throws ServletException, IOException {
		this.request.setAsyncSupported(true);
		this.filter.doFilter(this.request, this.response, (request, response) -> request.startAsync());
	}

	@Test
	void observedRequestIsServedWithoutAPermitAndCountedWhenItIsOver() throws Exception {
		ConcurrencyLimit observed = TestLimit.observing(1, 0, this.time);
		ConcurrencyLimitFilter observing = filter(observed, 503);
		assertThat(observed.limiter().tryAcquire()).isTrue();
		observing.doFilter(this.request, this.response, (request, response) -> {
			assertThat(observed.outcomes().total(Admission.QUEUE_FULL)).isZero();
			((HttpServletResponse) response).setStatus(204);
		});
		assertThat(this.response.getStatus()).isEqualTo(204);
		assertThat(observed.outcomes().total(Admission.QUEUE_FULL)).isEqualTo(1);
		assertThat(observed.limiter().active()).isEqualTo(1);
	}

	private MockAsyncContext asyncContext() {
		MockAsyncContext context = (MockAsyncContext) this.request.getAsyncContext();
		assertThat(context).isNotNull();
		return context;
	}

	private void fill() {
		assertThat(this.limiter.tryAcquire()).isTrue();
	}

	private ConcurrencyLimitFilter filter(ConcurrencyLimit limit, int status) {
		RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(32), this.time::nanoTime,
				() -> new Random(1));
		return new ConcurrencyLimitFilter(new Exclusions((path) -> path.startsWith("/free/"), null),
				new AdmissionRules(limit, new DeadlineHeader(null)),
				new Rejections(new RejectionAnswers(status, retryAfter), (request, response) -> {
				}), new AsynchronousHold(Streaming.RELEASE, Suspended.HOLD), false);
	}

	private static MockHttpServletRequest request(String method, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		request.setServletPath(path);
		return request;
	}

}
