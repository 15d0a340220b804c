package dev.monitor.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlainPath}.
 */
class PlainPathTests {

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a", "/a/", "/a/b.txt", "/a/b~c" })
	void meansWhatItSays(String path) {
		assertThat(PlainPath.is(path)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "*", "//a", "/a//b", "/a/../b", "/./a", "/.a", "/%61", "/a;b=c", "/a\\b",
			"http://a/b" })
	void mayMeanSomethingElse(String path) {
		assertThat(PlainPath.is(path)).isFalse();
		assertThat(PlainPath.inside(path, "")).isNull();
	}

	@Test
	void knowsWhereTheApplicationBegins() {
		assertThat(PlainPath.inside("/app/a", "/app")).isEqualTo("/a");
		assertThat(PlainPath.inside("/app", "/app")).isEmpty();
		assertThat(PlainPath.inside("/apple", "/app")).isEqualTo("/apple");
		assertThat(PlainPath.inside("/a", "")).isEqualTo("/a");
	}

}
