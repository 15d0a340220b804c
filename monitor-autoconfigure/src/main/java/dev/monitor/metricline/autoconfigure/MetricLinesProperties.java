package dev.monitor.metricline.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.monitor.metricline.MetricStyle;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of metric lines.
 */
@ConfigurationProperties("monitor.metric-lines")
public class MetricLinesProperties {

	/**
	 * Time from one line of a group to the next.
	 */
	private Duration interval = Duration.ofSeconds(20);

	/**
	 * How numbers stand in a line: "l2met" for several as "sample#name=1MB", "legacy" for
	 * one as "measure=name val=1 units=MB".
	 */
	private MetricStyle style = MetricStyle.L2MET;

	/**
	 * Names of the meters to write, where "*" stands for any characters.
	 */
	private List<String> include = List.of("http.server.requests", "jvm.memory.used", "monitor.*");

	/**
	 * Template of the names of meters. Segments between dots whose placeholders are all
	 * empty are left out; "{host}" is known too.
	 */
	private String name = "{region}.{environment}.{application}.{label}.{metric}";

	/**
	 * Where the numbers come from, the same after a restart. Defaults to the environment
	 * variable DYNO, the place in a StatefulSet or the name of the application.
	 */
	private @Nullable String source;

	/**
	 * Region for the names, if it is to be another than "monitor.region".
	 */
	private @Nullable String region;

	/**
	 * Environment for the names, if it is to be another than "monitor.environment".
	 */
	private @Nullable String environment;

	/**
	 * Label of your choice, for the names.
	 */
	private String label = "";

	/**
	 * Most lines of an interval. The meters that are left out are counted in a warning.
	 */
	private int maxLines = 200;

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		this.interval = interval;
	}

	public MetricStyle getStyle() {
		return this.style;
	}

	public void setStyle(MetricStyle style) {
		this.style = style;
	}

	public List<String> getInclude() {
		return this.include;
	}

	public void setInclude(List<String> include) {
		this.include = include;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public @Nullable String getSource() {
		return this.source;
	}

	public void setSource(@Nullable String source) {
		this.source = source;
	}

	public @Nullable String getRegion() {
		return this.region;
	}

	public void setRegion(@Nullable String region) {
		this.region = region;
	}

	public @Nullable String getEnvironment() {
		return this.environment;
	}

	public void setEnvironment(@Nullable String environment) {
		this.environment = environment;
	}

	public String getLabel() {
		return this.label;
	}

	public void setLabel(String label) {
		this.label = label;
	}

	public int getMaxLines() {
		return this.maxLines;
	}

	public void setMaxLines(int maxLines) {
		this.maxLines = maxLines;
	}

}
