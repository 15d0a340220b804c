package dev.monitor.concurrency.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.PriorityRule;
import dev.monitor.http.spring.PathPatterns;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rules of {@link ConcurrencyProperties.Priorities}, or stops the start if one
 * of them makes no sense.
 */
final class PriorityRules {

	private static final String PREFIX = "monitor.concurrency.priorities.rules[%s].";

	private PriorityRules() {
	}

	static List<PriorityRule> of(List<ConcurrencyProperties.Rule> rules) {
		List<PriorityRule> all = new ArrayList<>();
		for (ConcurrencyProperties.Rule rule : rules) {
			all.add(rule(PREFIX.formatted(all.size()), rule));
		}
		return all;
	}

	private static PriorityRule rule(String prefix, ConcurrencyProperties.Rule rule) {
		Priority priority = rule.getPriority();
		if (priority == null) {
			throw InvalidPropertyException.mustBeSet(prefix + "priority", "a rule gives requests a priority",
					"Use critical, normal, low or bulk.");
		}
		if (rule.getPath() == null && rule.getMethod() == null && rule.getHeader() == null) {
			throw InvalidPropertyException.oneMustBeSet(prefix + "path",
					"Property '" + prefix + "path' must be set because the rule names no requests.",
					"Set path, method or header. The path /** names all requests.");
		}
		String header = rule.getHeader();
		int equals = (header != null) ? header.indexOf('=') : -1;
		return new PriorityRule(path(prefix, rule.getPath()), method(prefix, rule.getMethod()),
				name(prefix, header, equals), (header != null && equals >= 0) ? header.substring(equals + 1) : null,
				priority);
	}

	private static @Nullable Predicate<String> path(String prefix, @Nullable String path) {
		return (path != null) ? PathPatterns.parse(prefix + "path", path)::match : null;
	}

	private static @Nullable String method(String prefix, @Nullable String method) {
		if (method != null && !ConcurrencyPropertiesValidator.isToken(method)) {
			throw new InvalidPropertyException(prefix + "method", method, "is not the name of a method (RFC 9110)",
					"Use a method such as GET or POST.");
		}
		return (method != null) ? method.toUpperCase(Locale.ROOT) : null;
	}

	private static @Nullable String name(String prefix, @Nullable String header, int equals) {
		String name = (header != null && equals >= 0) ? header.substring(0, equals) : header;
		if (name != null && !ConcurrencyPropertiesValidator.isToken(name)) {
			throw new InvalidPropertyException(prefix + "header", header,
					"does not begin with the name of a header (RFC 9110)",
					"Use a name such as X-Batch, or a name and a value such as X-Tier=free.");
		}
		return name;
	}

}
