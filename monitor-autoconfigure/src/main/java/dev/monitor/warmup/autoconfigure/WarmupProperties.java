package dev.monitor.warmup.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.monitor.warmup.WarmupSettings.OnFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for warmup.
 */
@ConfigurationProperties("monitor.warmup")
public class WarmupProperties {

	/**
	 * Whether to run all tasks when the application has started and to take no traffic
	 * before they are done.
	 */
	private boolean auto = true;

	/**
	 * Longest time for one run of all tasks, 1ms to 1d.
	 */
	private Duration timeout = Duration.ofMinutes(5);

	/**
	 * What follows when a required task has not succeeded: run again after a pause, take
	 * traffic all the same, or take none.
	 */
	private OnFailure onFailure = OnFailure.RETRY;

	/**
	 * Names of tasks that are not run.
	 */
	private Set<String> exclude = new LinkedHashSet<>();

	/**
	 * Names of tasks whose failure does not keep traffic out.
	 */
	private Set<String> optional = new LinkedHashSet<>();

	/**
	 * Whether the requests of warmup count in metrics and access events like any other.
	 */
	private boolean recordRequests;

	/**
	 * Requests to send to the application itself, in this order.
	 */
	private List<Request> requests = new ArrayList<>();

	public boolean isAuto() {
		return this.auto;
	}

	public void setAuto(boolean auto) {
		this.auto = auto;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public OnFailure getOnFailure() {
		return this.onFailure;
	}

	public void setOnFailure(OnFailure onFailure) {
		this.onFailure = onFailure;
	}

	public Set<String> getExclude() {
		return this.exclude;
	}

	public void setExclude(Set<String> exclude) {
		this.exclude = exclude;
	}

	public Set<String> getOptional() {
		return this.optional;
	}

	public void setOptional(Set<String> optional) {
		this.optional = optional;
	}

	public boolean isRecordRequests() {
		return this.recordRequests;
	}

	public void setRecordRequests(boolean recordRequests) {
		this.recordRequests = recordRequests;
	}

	public List<Request> getRequests() {
		return this.requests;
	}

	public void setRequests(List<Request> requests) {
		this.requests = requests;
	}

	/**
	 * A request to send.
	 */
	public static class Request {

		/**
		 * HTTP method.
		 */
		private String method = "GET";

		/**
		 * Path with query, as a client writes it after the context path.
		 */
		private @Nullable String path;

		/**
		 * Headers to send.
		 */
		private Map<String, String> headers = new LinkedHashMap<>();

		/**
		 * Body to send; as application/json unless the headers say otherwise.
		 */
		private @Nullable String body;

		/**
		 * How many times to send it.
		 */
		private int count = 1;

		/**
		 * Comma-separated list of status codes and ranges that count as success; any of
		 * 200 to 299 when unset.
		 */
		private @Nullable String expectedStatus;

		public String getMethod() {
			return this.method;
		}

		public void setMethod(String method) {
			this.method = method;
		}

		public @Nullable String getPath() {
			return this.path;
		}

		public void setPath(@Nullable String path) {
			this.path = path;
		}

		public Map<String, String> getHeaders() {
			return this.headers;
		}

		public void setHeaders(Map<String, String> headers) {
			this.headers = headers;
		}

		public @Nullable String getBody() {
			return this.body;
		}

		public void setBody(@Nullable String body) {
			this.body = body;
		}

		public int getCount() {
			return this.count;
		}

		public void setCount(int count) {
			this.count = count;
		}

		public @Nullable String getExpectedStatus() {
			return this.expectedStatus;
		}

		public void setExpectedStatus(@Nullable String expectedStatus) {
			this.expectedStatus = expectedStatus;
		}

	}

}
