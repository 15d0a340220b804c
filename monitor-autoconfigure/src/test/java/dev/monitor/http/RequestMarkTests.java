package dev.monitor.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestMarkTests {

	private final RequestMark mark = RequestMark.random(true);

	@Test
	void knowsItsOwnValueOnly() {
		assertThat(this.mark.matches(this.mark.value())).isTrue();
		assertThat(this.mark.matches(RequestMark.random(true).value())).isFalse();
		assertThat(this.mark.matches("")).isFalse();
		assertThat(this.mark.matches(null)).isFalse();
	}

	@Test
	void hidesItsOwnRequestsIfTheyAreNotToBeCounted() {
		RequestMark counted = RequestMark.random(false);
		assertThat(counted.matches(counted.value())).isTrue();
		assertThat(counted.hides(counted.value())).isFalse();
		assertThat(this.mark.hides(this.mark.value())).isTrue();
		assertThat(this.mark.hides(counted.value())).isFalse();
		assertThat(this.mark.hides(null)).isFalse();
	}

	@Test
	void theValueCannotBeGuessed() {
		assertThat(this.mark.value()).matches("[0-9a-f]{32}");
	}

}
