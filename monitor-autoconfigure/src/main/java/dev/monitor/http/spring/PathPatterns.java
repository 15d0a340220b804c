package dev.monitor.http.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.monitor.http.Paths;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Spring's {@link PathPattern}s that stand in a property. Exact paths and plain prefixes,
 * which most are, are compared without parsing a request's path. Immutable, thread-safe.
 */
public final class PathPatterns {

	private static final Pattern LITERAL = Pattern.compile("[^*?{\\\\]*(/\\*\\*)?");

	private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

	private final Paths paths;

	private final List<PathPattern> patterns;

	private PathPatterns(List<String> paths, List<PathPattern> patterns) {
		this.paths = new Paths(paths);
		this.patterns = List.copyOf(patterns);
	}

	/**
	 * Parse patterns.
	 * @param property name of the list property that holds them
	 * @param texts the patterns, relative to the context path
	 * @return the patterns
	 * @throws InvalidPropertyException if one cannot be used
	 */
	public static PathPatterns parse(String property, List<String> texts) {
		List<String> paths = new ArrayList<>();
		List<PathPattern> patterns = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			String text = texts.get(i);
			PathPattern pattern = pattern(property + '[' + i + ']', text);
			if (LITERAL.matcher(text).matches()) {
				paths.add(text);
			}
			else {
				patterns.add(pattern);
			}
		}
		return new PathPatterns(paths, patterns);
	}

	/**
	 * Parse one pattern.
	 * @param property name of the property that holds it
	 * @param text the pattern, relative to the context path
	 * @return the pattern
	 * @throws InvalidPropertyException if it cannot be used
	 */
	public static PathPatterns parse(String property, String text) {
		PathPattern pattern = pattern(property, text);
		return LITERAL.matcher(text).matches() ? new PathPatterns(List.of(text), List.of())
				: new PathPatterns(List.of(), List.of(pattern));
	}

	private static PathPattern pattern(String property, String text) {
		try {
			if (text.startsWith("/")) {
				return PathPatternParser.defaultInstance.parse(text);
			}
		}
		catch (PatternParseException ex) {
			throw invalid(property, text, "is no path pattern: " + ex.getMessage());
		}
		throw invalid(property, text, text.isBlank() ? "is empty" : "does not begin with '/'");
	}

	private static InvalidPropertyException invalid(String property, String text, String problem) {
		return new InvalidPropertyException(property, text, problem,
				"Write a path such as /status, or a pattern such as /assets/** or /api/*/ping.");
	}

	/**
	 * Tell whether a path matches a pattern.
	 * @param path the path below the context path, decoded and normalized
	 * @return whether it does
	 */
	public boolean match(String path) {
		return this.paths.contain(path) || (!this.patterns.isEmpty() && matchPattern(path));
	}

	private boolean matchPattern(String path) {
		PathContainer parsed = PathContainer.parsePath(path, DECODED);
		for (PathPattern pattern : this.patterns) {
			if (pattern.matches(parsed)) {
				return true;
			}
		}
		return false;
	}

}
