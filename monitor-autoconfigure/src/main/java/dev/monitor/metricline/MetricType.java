package dev.monitor.metricline;

/**
 * What a reader does with a number: the word before {@code #} in l2met's convention.
 */
public enum MetricType {

	/**
	 * What has happened since the last line; readers add it up.
	 */
	COUNT("count#"),

	/**
	 * How things are; readers keep the last.
	 */
	SAMPLE("sample#"),

	/**
	 * How long or how much something was; readers work out a distribution.
	 */
	MEASURE("measure#");

	private final String prefix;

	MetricType(String prefix) {
		this.prefix = prefix;
	}

	String prefix() {
		return this.prefix;
	}

}
