package dev.monitor.task;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastSample}.
 */
class LastSampleTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final LastSample<String> last = new LastSample<>(Duration.ofSeconds(10), this.nanos::get);

	@Test
	void thereIsNoneAtFirstAndItsAgeIsThatOfTheStart() {
		pass(7);
		assertThat(this.last.current()).isNull();
		assertThat(this.last.ageInSeconds()).isEqualTo(7);
		assertThat(this.last.failures()).isZero();
	}

	@Test
	void theFirstOfManyFailuresAndTheFirstSampleAfterThemAreTold() {
		assertThat(this.last.taken("a")).isFalse();
		assertThat(this.last.current()).isEqualTo("a");
		assertThat(this.last.failed()).isTrue();
		assertThat(this.last.failed()).isFalse();
		assertThat(this.last.current()).isNull();
		assertThat(this.last.failures()).isEqualTo(2);
		assertThat(this.last.taken("b")).isTrue();
		assertThat(this.last.taken("c")).isFalse();
		assertThat(this.last.current()).isEqualTo("c");
		assertThat(this.last.failures()).isEqualTo(2);
	}

	@Test
	void aSampleIsWorthNothingAfterThreeMissingOnes() {
		this.last.taken("a");
		pass(30);
		assertThat(this.last.current()).isEqualTo("a");
		pass(1);
		assertThat(this.last.current()).isNull();
		assertThat(this.last.ageInSeconds()).isEqualTo(31);
	}

	@Test
	void failuresDoNotMakeItYounger() {
		this.last.taken("a");
		pass(5);
		this.last.failed();
		pass(5);
		assertThat(this.last.ageInSeconds()).isEqualTo(10);
	}

	private void pass(int seconds) {
		this.nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
