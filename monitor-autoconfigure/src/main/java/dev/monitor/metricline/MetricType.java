package dev.monitor.metricline;

import org.apiguardian.api.API;

/**
 * What a reader does with a number: the word before {@code #} in l2met's convention.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
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
