package dev.monitor.http;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP status codes that count as success, written as codes and ranges between commas:
 * {@code 200-299,401}. Immutable, thread-safe.
 */
public final class ExpectedStatus {

	private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

	/**
	 * Any of 200 to 299.
	 */
	public static final ExpectedStatus SUCCESS = parse("200-299");

	private final List<Range> ranges;

	private ExpectedStatus(List<Range> ranges) {
		this.ranges = ranges;
	}

	/**
	 * Read codes and ranges.
	 * @param text codes from 100 to 599 and ranges of them
	 * @return what they stand for
	 * @throws IllegalArgumentException if it is anything else
	 */
	public static ExpectedStatus parse(String text) {
		return new ExpectedStatus(Arrays.stream(text.split(",", -1)).map(Range::parse).toList());
	}

	/**
	 * Tell whether an answer is as expected.
	 * @param status status code of the answer
	 * @return whether it is among the codes
	 */
	public boolean contains(int status) {
		for (Range range : this.ranges) {
			if (status >= range.first() && status <= range.last()) {
				return true;
			}
		}
		return false;
	}

	private record Range(int first, int last) {

		static Range parse(String text) {
			Matcher matcher = RANGE.matcher(text.strip());
			if (!matcher.matches()) {
				throw new IllegalArgumentException("is not a list of status codes and ranges");
			}
			int first = Integer.parseInt(matcher.group(1));
			int last = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : first;
			if (last < first) {
				throw new IllegalArgumentException("has a range that ends before it begins");
			}
			return new Range(first, last);
		}

	}

}
