package dev.monitor.concurrency.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.property.InvalidPropertyException;

import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Parses {@code monitor.concurrency.exclude}.
 */
final class ExcludePatterns {

	private ExcludePatterns() {
	}

	static List<PathPattern> parse(List<String> patterns) {
		List<PathPattern> parsed = new ArrayList<>();
		for (int i = 0; i < patterns.size(); i++) {
			parsed.add(parse("monitor.concurrency.exclude[" + i + "]", patterns.get(i)));
		}
		return parsed;
	}

	private static PathPattern parse(String property, String pattern) {
		try {
			if (StringUtils.hasText(pattern)) {
				return PathPatternParser.defaultInstance.parse(pattern);
			}
		}
		catch (PatternParseException ex) {
			throw invalid(property, pattern, "is no path pattern: " + ex.getMessage());
		}
		throw invalid(property, pattern, "is empty");
	}

	private static InvalidPropertyException invalid(String property, String pattern, String problem) {
		return new InvalidPropertyException(property, pattern, problem,
				"Write a path such as /status, or a pattern such as /assets/** or /api/*/ping.");
	}

}
