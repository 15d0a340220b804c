package dev.monitor.concurrency;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BodyPaceTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final BodyPace pace = new BodyPace(new SlowBody(Duration.ofSeconds(20), 500));

	@Test
	void anyPaceIsFineWithinTheGrace() {
		watch();
		assertThat(this.pace.add(20 * SECOND, 0)).isFalse();
		assertThat(this.pace.nanosLeft()).isZero();
		assertThat(this.pace.add(1, 4)).isTrue();
	}

	@Test
	void theAverageCountsAfterTheGrace() {
		watch();
		assertThat(this.pace.add(30 * SECOND, 15_000)).isFalse();
		assertThat(this.pace.nanosLeft()).isZero();
		assertThat(this.pace.add(SECOND, 499)).isTrue();
		assertThat(this.pace.add(0, 1)).isFalse();
	}

	@Test
	void whatCameEarlyIsToTheCreditOfWhatComesLate() {
		watch();
		this.pace.add(0, 50_000);
		assertThat(this.pace.nanosLeft()).isEqualTo(100 * SECOND);
	}

	@Test
	void requestWithoutAPermitMayTakeAllTheTime() {
		assertThat(this.pace.add(3600 * SECOND, 1)).isFalse();
		assertThat(this.pace.nanosLeft()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void nextRequestStartsOver() {
		watch();
		this.pace.add(21 * SECOND, 0);
		assertThat(this.pace.giveUp()).hasMessageContaining("too slowly");
		assertThat(this.pace.isSlow()).isTrue();
		this.pace.reset();
		assertThat(this.pace.isSlow()).isFalse();
		watch();
		assertThat(this.pace.nanosLeft()).isEqualTo(20 * SECOND);
	}

	@Test
	void otherAttributesAreNoPace() {
		assertThat(BodyPace.watch(null)).isNull();
		assertThat(BodyPace.watch("pace")).isNull();
	}

	private void watch() {
		assertThat(BodyPace.watch(this.pace)).isSameAs(this.pace);
	}

}
