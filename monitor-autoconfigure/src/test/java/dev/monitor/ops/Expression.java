package dev.monitor.ops;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PromQL of a panel or an alert.
 *
 * @param owner whose it is
 * @param text PromQL, in which Grafana's variables may stand
 */
public record Expression(String owner, String text) {

	private static final Pattern NOT_SERIES = Pattern
		.compile("\\b(by|on|ignoring|group_left|group_right) *\\([^)]*\\)|\\[[^]]*]|\\boffset \\w+|, \"[^\"]*\"");

	private static final Pattern SELECTOR = Pattern.compile("\\b([a-zA-Z_][\\w:]*)\\b(\\{[^}]*})?(?! *\\()");

	private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}]");

	private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

	/**
	 * Return the expression as Grafana would send it.
	 * @param range what {@code $__range} is
	 * @param rateInterval what {@code $__rate_interval} is
	 * @param variables what the variables of the dashboard are
	 */
	public Expression with(String range, String rateInterval, Map<String, String> variables) {
		return new Expression(this.owner,
				this.text.replace("$__range", range).replace("$__rate_interval", rateInterval))
			.with(variables);
	}

	Expression with(Map<String, String> variables) {
		String replaced = this.text;
		for (Map.Entry<String, String> variable : variables.entrySet()) {
			replaced = replaced.replaceAll("\\$" + variable.getKey() + "\\b",
					Matcher.quoteReplacement(variable.getValue()));
		}
		return new Expression(this.owner, replaced);
	}

	static String joined(List<String> values) {
		List<String> escaped = values.stream().map((value) -> SPECIAL.matcher(value).replaceAll("\\\\\\\\$0")).toList();
		return (escaped.size() == 1) ? escaped.get(0) : "(" + String.join("|", escaped) + ")";
	}

	/**
	 * Return the selectors of series: {@code up}, {@code http_requests{status="500"}}.
	 */
	public Set<String> selectors() {
		Set<String> selectors = new LinkedHashSet<>();
		Matcher matcher = SELECTOR.matcher(NOT_SERIES.matcher(this.text).replaceAll(" "));
		while (matcher.find()) {
			if (!OPERATORS.contains(matcher.group(1))) {
				selectors.add(matcher.group());
			}
		}
		return selectors;
	}

	@Override
	public String toString() {
		return this.owner + ": " + this.text;
	}

}
