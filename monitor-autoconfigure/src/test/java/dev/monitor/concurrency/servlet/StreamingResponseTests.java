package dev.monitor.concurrency.servlet;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.TestLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class StreamingResponseTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(1, 0, this.time);

	private final ConcurrencyLimiter limiter = this.limit.limiter();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final StreamingResponse stream = stream();

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "text/event-stream;charset=UTF-8", "application/x-ndjson",
			"Text/Event-Stream ; charset=utf-8" })
	void streamFreesItsPermitWhenTheHandlerHasReturned(String type) {
		this.stream.setContentType(type);
		assertThat(this.limiter.active()).isEqualTo(1);
		this.stream.handlerReturned();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void typeMayComeLaterInAnyOfItsForms() {
		this.stream.handlerReturned();
		this.stream.setHeader("X-Other", "text/event-stream");
		assertThat(this.limiter.active()).isEqualTo(1);
		this.stream.addHeader("content-type", "application/x-ndjson");
		assertThat(this.limiter.active()).isZero();
		assertThat(this.response.getContentType()).isEqualTo("application/x-ndjson");
	}

	@Test
	void typeMayHaveBeenSetBelow() {
		this.response.setContentType("text/event-stream");
		this.stream.handlerReturned();
		assertThat(this.limiter.active()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/event-streams", "application/x-ndjson+zip", "text/plain" })
	void otherTypesHoldTheirPermits(String type) {
		this.stream.setContentType(type);
		this.stream.handlerReturned();
		this.stream.setHeader("Content-Type", type);
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	@Test
	void lastTypeCounts() {
		this.stream.setHeader("Content-Type", "text/event-stream");
		this.stream.setContentType("application/json");
		this.stream.handlerReturned();
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	@Test
	void resetForgetsTheType() {
		this.stream.setContentType("text/event-stream");
		this.stream.reset();
		this.stream.handlerReturned();
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	private StreamingResponse stream() {
		return new StreamingResponse(this.response, TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE)));
	}

}
