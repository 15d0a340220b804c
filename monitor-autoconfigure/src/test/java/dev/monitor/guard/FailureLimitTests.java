package dev.monitor.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureLimitTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final FailureLimit limit = new FailureLimit(this.nanos::get);

	@Test
	void sixtyFailuresAtOnceAndThenOneASecond() {
		fail("192.0.2.7", 60);
		assertThat(this.limit.isExceededBy("192.0.2.7")).isTrue();
		pass(Duration.ofSeconds(1).minusNanos(1));
		assertThat(this.limit.isExceededBy("192.0.2.7")).isTrue();
		pass(Duration.ofNanos(1));
		fail("192.0.2.7", 1);
		assertThat(this.limit.isExceededBy("192.0.2.7")).isTrue();
		pass(Duration.ofSeconds(10));
		fail("192.0.2.7", 10);
		assertThat(this.limit.isExceededBy("192.0.2.7")).isTrue();
	}

	@Test
	void afterAMinuteAllIsForgiven() {
		fail("192.0.2.7", 60);
		pass(Duration.ofMinutes(1));
		fail("192.0.2.7", 60);
		pass(Duration.ofDays(1));
		fail("192.0.2.7", 60);
		assertThat(this.limit.isExceededBy("192.0.2.7")).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.8, false", "2001:db8::1, 2001:db8::ffff:1, true",
			"2001:db8::1, 2001:db8:0:1::1, false", "::ffff:192.0.2.7, ::ffff:192.0.2.8, false",
			"not an address, not an address, true" })
	void addressesHaveALimitEachButANetworkOfIpv6HasOne(String first, String second, boolean shared) {
		fail(first, 60);
		assertThat(this.limit.isExceededBy(second)).isEqualTo(shared);
	}

	@Test
	void callersWithoutAnAddressShareALimit() {
		for (int i = 0; i < 60; i++) {
			assertThat(this.limit.isExceededBy(null)).isFalse();
		}
		assertThat(this.limit.isExceededBy(null)).isTrue();
	}

	@Test
	void onlyTheLastAddressesAreRemembered() {
		fail("192.0.2.7", 60);
		for (int i = 0; i < 5000; i++) {
			assertThat(this.limit.isExceededBy("10.0." + i / 256 + "." + i % 256)).isFalse();
		}
		assertThat(this.limit.size()).isEqualTo(1024);
		assertThat(this.limit.isExceededBy("192.0.2.7")).isFalse();
	}

	private void fail(String address, int times) {
		for (int i = 0; i < times; i++) {
			assertThat(this.limit.isExceededBy(address)).as("failure %d", i).isFalse();
		}
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
