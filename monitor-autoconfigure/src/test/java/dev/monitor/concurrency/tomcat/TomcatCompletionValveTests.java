package dev.monitor.concurrency.tomcat;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.TestLimit;
import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import dev.monitor.http.tomcat.CompletionValve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that Tomcat drops, seen from the valve.
 */
class TomcatCompletionValveTests {

	private final ConcurrencyLimit limit = TestLimit.enforcing(3, 0, new FakeTime());

	private final ConcurrencyLimiter limiter = this.limit.limiter();

	private final CompletionValve valve = new CompletionValve(ReleaseOnComplete.PERMIT_ATTRIBUTE);

	private final Request request = new Request(new Connector(), new org.apache.coyote.Request());

	private final Response response = new Response(new org.apache.coyote.Response());

	@Test
	void permitOfARequestThatIsOverComesBackOnce() {
		goAsynchronous(held());
		held();
		this.valve.log(this.request, this.response, 0);
		this.valve.log(this.request, this.response, 0);
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	@Test
	void requestWithoutAPermitTakesNoneAway() {
		held();
		this.valve.log(this.request, this.response, 0);
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	private Permit held() {
		return TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
	}

	/**
	 * Have a request go asynchronous, and put what it keeps into that of the container.
	 */
	private void goAsynchronous(Permit permit) {
		MockHttpServletRequest asynchronous = new MockHttpServletRequest();
		asynchronous.setAsyncStarted(true);
		asynchronous.setAsyncContext(new MockAsyncContext(asynchronous, new MockHttpServletResponse()));
		assertThat(ReleaseOnComplete.register(asynchronous, permit)).isTrue();
		String name = asynchronous.getAttributeNames().nextElement();
		this.request.setAttribute(name, asynchronous.getAttribute(name));
	}

}
