package dev.monitor.http.spring;

import java.util.List;

import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PathPatterns}.
 */
class PathPatternsTests {

	private static final List<String> PATHS = List.of("/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/a/1/b", "/a.css",
			"/A", "/x/a", "");

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a", "/a/", "/a/**", "/a/b/**", "/**", "/*", "/a/*/b", "/{x}", "/{*x}", "/?",
			"/*.css", "/a/{y:[0-9]+}/b" })
	void matchesWhatSpringDoes(String pattern) {
		PathPatterns patterns = PathPatterns.parse("p", List.of(pattern));
		for (String path : PATHS) {
			boolean expected = PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
			assertThat(patterns.match(path)).as(path).isEqualTo(expected);
		}
	}

	@Test
	void aDecodedPathIsNotDecodedAgain() {
		assertThat(PathPatterns.parse("p", List.of("/a/*")).match("/a/%zz;x=1")).isTrue();
		assertThat(PathPatterns.parse("p", List.of("/a?")).match("/a%41")).isFalse();
	}

	@Test
	void withoutPatternsNothingMatches() {
		assertThat(PathPatterns.parse("p", List.of()).match("/a")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "'', is empty", "a, does not begin with", "/a/{b/c, is no path pattern" })
	void anUnusablePatternIsNamed(String pattern, String problem) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> PathPatterns.parse("monitor.some.exclude", List.of("/fine", pattern)))
			.withMessageContaining("'monitor.some.exclude[1]'")
			.withMessageContaining(problem);
	}

}
