package dev.monitor.metricline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes names of meters by a template such as
 * <code>{region}.{application}.{metric}</code>. A segment of placeholders that are all
 * empty is left out. Names consist of letters, digits, {@code _}, {@code .} and
 * {@code -}, whatever was put in, so that none can end a pair or begin another.
 * Immutable.
 */
public final class MetricNames {

	/**
	 * The most characters of a name.
	 */
	static final int LONGEST = 250;

	private static final String METRIC = "{metric}";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

	private static final Pattern UNIT = Pattern.compile("[A-Za-z]{1,20}");

	private final String before;

	private final String after;

	/**
	 * Create the names.
	 * @param template segments, separated by dots; <code>{metric}</code> once, and
	 * placeholders that are keys of the values
	 * @param values what to put in place of the placeholders; may be empty texts
	 * @throws IllegalArgumentException if the template cannot be used, saying why
	 */
	public MetricNames(String template, Map<String, String> values) {
		List<String> segments = new ArrayList<>();
		for (String segment : template.split("\\.", -1)) {
			String resolved = resolve(segment, values);
			if (!resolved.isEmpty()) {
				segments.add(resolved);
			}
		}
		String[] parts = String.join(".", segments).split(Pattern.quote(METRIC), -1);
		if (parts.length != 2) {
			throw new IllegalArgumentException("does not contain " + METRIC + " once");
		}
		this.before = parts[0];
		this.after = parts[1];
	}

	private static String resolve(String segment, Map<String, String> values) {
		Matcher matcher = PLACEHOLDER.matcher(segment);
		StringBuilder resolved = new StringBuilder();
		boolean anyPlaceholder = false;
		boolean anyValue = false;
		int end = 0;
		while (matcher.find()) {
			anyPlaceholder = true;
			String value = METRIC.equals(matcher.group()) ? METRIC : value(matcher.group(1), values);
			anyValue |= !value.isEmpty();
			resolved.append(segment(segment.substring(end, matcher.start()))).append(value);
			end = matcher.end();
		}
		resolved.append(segment(segment.substring(end)));
		return (anyPlaceholder && !anyValue) ? "" : resolved.toString();
	}

	private static String value(String placeholder, Map<String, String> values) {
		String value = values.get(placeholder);
		if (value == null) {
			throw new IllegalArgumentException("contains the unknown placeholder {" + placeholder + "}");
		}
		return segment(value);
	}

	/**
	 * Return the full name of a number.
	 * @param metric the metric; its dots separate segments. Cut if the name would be
	 * longer than 250 characters
	 * @param statistic what follows the metric, such as {@code .p95}; may be empty
	 * @return the name
	 */
	public String name(String metric, String statistic) {
		int room = LONGEST - this.before.length() - statistic.length() - this.after.length();
		String shown = metric.substring(0, Math.min(metric.length(), Math.max(room, 1)));
		return this.before + clean(shown, '.') + statistic + this.after;
	}

	/**
	 * Return a text that can be one segment of a name.
	 * @param text any text
	 * @return the text with {@code _} for every character that cannot, dots among them
	 */
	public static String segment(String text) {
		return clean(text, '-');
	}

	static String unit(@Nullable String unit) {
		return (unit != null && UNIT.matcher(unit).matches()) ? unit : "";
	}

	static String clean(String text, char alsoAllowed) {
		StringBuilder clean = null;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
					|| c == '-' || c == alsoAllowed;
			if (!allowed) {
				clean = (clean != null) ? clean : new StringBuilder(text);
				clean.setCharAt(i, '_');
			}
		}
		return (clean != null) ? clean.toString() : text;
	}

}
