package dev.monitor.logging.logback;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.event.LineLimit;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the lines. Bound while the environment is prepared, long before there is
 * a bean: what they say must hold for the first line.
 */
@ConfigurationProperties("monitor.logging")
class LoggingProperties {

	/**
	 * Form of the lines on the console. "off" leaves Spring Boot's own lines, and is the
	 * default in tests and where spring-boot-devtools is on the class path.
	 */
	private Format format = Format.KV;

	/**
	 * Value of "ns" in every line. Defaults to the name of the application.
	 */
	private @Nullable String namespace;

	/**
	 * Time zone of the key "t".
	 */
	private ZoneId zone = ZoneOffset.UTC;

	/**
	 * Longest line in bytes, its end included. Longer ones are cut and say so.
	 */
	private int maxLineBytes = LineLimit.DEFAULT;

	/**
	 * Constant pairs to add to every line.
	 */
	private Map<String, String> fields = new LinkedHashMap<>();

	public Format getFormat() {
		return this.format;
	}

	public void setFormat(Format format) {
		this.format = format;
	}

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
	}

	public ZoneId getZone() {
		return this.zone;
	}

	public void setZone(ZoneId zone) {
		this.zone = zone;
	}

	public int getMaxLineBytes() {
		return this.maxLineBytes;
	}

	public void setMaxLineBytes(int maxLineBytes) {
		this.maxLineBytes = maxLineBytes;
	}

	public Map<String, String> getFields() {
		return this.fields;
	}

	public void setFields(Map<String, String> fields) {
		this.fields = fields;
	}

	/**
	 * What to write on the console.
	 */
	public enum Format {

		/**
		 * Pairs of key=value.
		 */
		KV,

		/**
		 * One JSON object a line.
		 */
		JSON,

		/**
		 * Whatever Spring Boot writes.
		 */
		OFF

	}

}
