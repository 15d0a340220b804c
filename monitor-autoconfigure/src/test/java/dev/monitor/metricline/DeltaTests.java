package dev.monitor.metricline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Delta}.
 */
class DeltaTests {

	private final Delta delta = new Delta();

	@Test
	void isTheDifferenceSinceTheLastLook() {
		assertThat(this.delta.to(5)).isEqualTo(5);
		assertThat(this.delta.to(5)).isZero();
		assertThat(this.delta.to(12)).isEqualTo(7);
	}

	@Test
	void afterAResetIsWhatHasComeTogetherSince() {
		this.delta.to(100);
		assertThat(this.delta.to(3)).isEqualTo(3);
		assertThat(this.delta.to(4)).isEqualTo(1);
	}

	@Test
	void whatIsNoNumberIsNoLook() {
		this.delta.to(10);
		assertThat(this.delta.to(Double.NaN)).isNaN();
		assertThat(this.delta.to(Double.POSITIVE_INFINITY)).isNaN();
		assertThat(this.delta.to(12)).isEqualTo(2);
	}

}
