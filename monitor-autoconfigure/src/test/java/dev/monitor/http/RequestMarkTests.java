package dev.monitor.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestMarkTests {

	private final RequestMark mark = RequestMark.random();

	@Test
	void knowsItsOwnValueOnly() {
		assertThat(this.mark.matches(this.mark.value())).isTrue();
		assertThat(this.mark.matches(RequestMark.random().value())).isFalse();
		assertThat(this.mark.matches("")).isFalse();
		assertThat(this.mark.matches(null)).isFalse();
	}

	@Test
	void theValueCannotBeGuessed() {
		assertThat(this.mark.value()).matches("[0-9a-f]{32}");
	}

}
