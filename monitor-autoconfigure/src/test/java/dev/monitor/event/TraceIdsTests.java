package dev.monitor.event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TraceIds}.
 */
class TraceIdsTests {

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void currentIdsAreThoseOfTheContext() {
		MDC.put("traceId", "t1");
		MDC.put("spanId", "s1");
		assertThat(TraceIds.current()).isEqualTo(new TraceIds("t1", "s1"));
	}

	@Test
	void withoutATraceThereAreNone() {
		MDC.put("spanId", "s1");
		assertThat(TraceIds.current()).isSameAs(TraceIds.NONE);
	}

	@Test
	void anAttributeOfAnotherTypeHoldsNone() {
		assertThat(TraceIds.of("t1")).isSameAs(TraceIds.NONE);
		assertThat(TraceIds.of(null)).isSameAs(TraceIds.NONE);
		assertThat(TraceIds.of(new TraceIds("t1", null))).isEqualTo(new TraceIds("t1", null));
	}

}
