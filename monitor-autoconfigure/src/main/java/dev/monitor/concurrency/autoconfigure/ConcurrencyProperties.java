package dev.monitor.concurrency.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.Streaming;
import dev.monitor.concurrency.Suspended;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} of the concurrency limit.
 */
@ConfigurationProperties("monitor.concurrency")
public class ConcurrencyProperties {

	/**
	 * Whether requests above the limit are rejected, or only counted.
	 */
	private Mode mode = Mode.ENFORCE;

	/**
	 * How the limit is found: fixed, or by an algorithm that follows the time requests
	 * take.
	 */
	private Algorithm algorithm = Algorithm.FIXED;

	/**
	 * Requests served at once, at most if the algorithm is not fixed. Derived from
	 * max-requests-per-cpu and the server's threads if unset.
	 */
	private @Nullable Integer maxRequests;

	/**
	 * Requests served at once for each available processor. Used if max-requests is
	 * unset, and as the first limit if the algorithm is not fixed.
	 */
	private int maxRequestsPerCpu = 25;

	/**
	 * Lowest limit that an algorithm other than fixed may find. Number of available
	 * processors if unset.
	 */
	private @Nullable Integer minRequests;

	/**
	 * Longest time that a request waits for a permit. Zero rejects at once.
	 */
	private Duration waitTime = Duration.ofSeconds(1);

	/**
	 * Requests that may wait for a permit. Half of max-requests if unset. Capped so that
	 * some of the server's platform threads always stay free.
	 */
	private @Nullable Integer maxWaiting;

	/**
	 * Whose turn it is when a permit becomes free: the oldest request's always, or the
	 * newest's while the queue does not empty.
	 */
	private Order queueOrder = Order.FIFO;

	/**
	 * Name of a request header with the time in milliseconds that the client will go on
	 * waiting. No request waits longer for a permit, and one whose time is up is
	 * rejected.
	 */
	private @Nullable String deadlineHeader;

	/**
	 * How long an asynchronous response of type text/event-stream or application/x-ndjson
	 * holds its permit: until its handler has returned, or to the end.
	 */
	private Streaming streaming = Streaming.RELEASE;

	/**
	 * How long an asynchronous request that has written nothing holds its permit: to the
	 * end, or until its handler has returned. A long poll is such a request.
	 */
	private Suspended suspended = Suspended.HOLD;

	/**
	 * Time that demand must stay above the limit without a break before the application
	 * reports itself as not ready.
	 */
	private Duration healthWaitTime = Duration.ofSeconds(10);

	/**
	 * Time without waiting or rejected requests before the application reports itself as
	 * ready again.
	 */
	private Duration healthRecoveryTime = Duration.ofSeconds(5);

	/**
	 * Patterns of paths that are never limited, such as /assets/**.
	 */
	private List<String> exclude = new ArrayList<>();

	/**
	 * Permits above the limit that only critical requests may use, in percent of the
	 * limit; at least one permit, 0 for none. Used if requests have priorities.
	 */
	private int criticalReserve = 5;

	private final Reject reject = new Reject();

	private final SlowBody slowBody = new SlowBody();

	private final Priorities priorities = new Priorities();

	public Mode getMode() {
		return this.mode;
	}

	public void setMode(Mode mode) {
		this.mode = mode;
	}

	public Algorithm getAlgorithm() {
		return this.algorithm;
	}

	public void setAlgorithm(Algorithm algorithm) {
		this.algorithm = algorithm;
	}

	public @Nullable Integer getMaxRequests() {
		return this.maxRequests;
	}

	public void setMaxRequests(@Nullable Integer maxRequests) {
		this.maxRequests = maxRequests;
	}

	public int getMaxRequestsPerCpu() {
		return this.maxRequestsPerCpu;
	}

	public void setMaxRequestsPerCpu(int maxRequestsPerCpu) {
		this.maxRequestsPerCpu = maxRequestsPerCpu;
	}

	public @Nullable Integer getMinRequests() {
		return this.minRequests;
	}

	public void setMinRequests(@Nullable Integer minRequests) {
		this.minRequests = minRequests;
	}

	public Duration getWaitTime() {
		return this.waitTime;
	}

	public void setWaitTime(Duration waitTime) {
		this.waitTime = waitTime;
	}

	public @Nullable Integer getMaxWaiting() {
		return this.maxWaiting;
	}

	public void setMaxWaiting(@Nullable Integer maxWaiting) {
		this.maxWaiting = maxWaiting;
	}

	public Order getQueueOrder() {
		return this.queueOrder;
	}

	public void setQueueOrder(Order queueOrder) {
		this.queueOrder = queueOrder;
	}

	public @Nullable String getDeadlineHeader() {
		return this.deadlineHeader;
	}

	public void setDeadlineHeader(@Nullable String deadlineHeader) {
		this.deadlineHeader = deadlineHeader;
	}

	public Streaming getStreaming() {
		return this.streaming;
	}

	public void setStreaming(Streaming streaming) {
		this.streaming = streaming;
	}

	public Suspended getSuspended() {
		return this.suspended;
	}

	public void setSuspended(Suspended suspended) {
		this.suspended = suspended;
	}

	public Duration getHealthWaitTime() {
		return this.healthWaitTime;
	}

	public void setHealthWaitTime(Duration healthWaitTime) {
		this.healthWaitTime = healthWaitTime;
	}

	public Duration getHealthRecoveryTime() {
		return this.healthRecoveryTime;
	}

	public void setHealthRecoveryTime(Duration healthRecoveryTime) {
		this.healthRecoveryTime = healthRecoveryTime;
	}

	public List<String> getExclude() {
		return this.exclude;
	}

	public void setExclude(List<String> exclude) {
		this.exclude = exclude;
	}

	public int getCriticalReserve() {
		return this.criticalReserve;
	}

	public void setCriticalReserve(int criticalReserve) {
		this.criticalReserve = criticalReserve;
	}

	public Reject getReject() {
		return this.reject;
	}

	public SlowBody getSlowBody() {
		return this.slowBody;
	}

	public Priorities getPriorities() {
		return this.priorities;
	}

	/**
	 * Return how slowly the body of a request may come.
	 * @return the limit, {@code null} if there is none
	 */
	dev.monitor.concurrency.@Nullable SlowBody slowBody() {
		return (this.mode == Mode.ENFORCE && this.slowBody.minRate > 0)
				? new dev.monitor.concurrency.SlowBody(this.slowBody.grace, this.slowBody.minRate) : null;
	}

	/**
	 * Whose turn it is when a permit becomes free.
	 */
	public enum Order {

		/**
		 * First come, first served.
		 */
		FIFO,

		/**
		 * First come, first served until the queue has not been empty for the wait time;
		 * then newest first, and short waits.
		 */
		ADAPTIVE

	}

	/**
	 * Answer to requests that get no permit.
	 */
	public static class Reject {

		/**
		 * Status of the response, 503 or 429.
		 */
		private int status = 503;

		/**
		 * Shortest Retry-After, in whole seconds.
		 */
		private Duration retryAfterMin = Duration.ofSeconds(1);

		/**
		 * Longest Retry-After, in whole seconds.
		 */
		private Duration retryAfterMax = Duration.ofSeconds(32);

		public int getStatus() {
			return this.status;
		}

		public void setStatus(int status) {
			this.status = status;
		}

		public Duration getRetryAfterMin() {
			return this.retryAfterMin;
		}

		public void setRetryAfterMin(Duration retryAfterMin) {
			this.retryAfterMin = retryAfterMin;
		}

		public Duration getRetryAfterMax() {
			return this.retryAfterMax;
		}

		public void setRetryAfterMax(Duration retryAfterMax) {
			this.retryAfterMax = retryAfterMax;
		}

	}

	/**
	 * Bodies of requests that come too slowly.
	 */
	public static class SlowBody {

		/**
		 * Time spent waiting for the body of a request in which it may come at any pace.
		 */
		private Duration grace = Duration.ofSeconds(20);

		/**
		 * Bytes a second on average that must have come after the grace, or the request
		 * ends with 408 and gives its permit back. 0 lets bodies come at any pace.
		 */
		private int minRate = 500;

		public Duration getGrace() {
			return this.grace;
		}

		public void setGrace(Duration grace) {
			this.grace = grace;
		}

		public int getMinRate() {
			return this.minRate;
		}

		public void setMinRate(int minRate) {
			this.minRate = minRate;
		}

	}

	/**
	 * Which requests are served when not all can be.
	 */
	public static class Priorities {

		/**
		 * Which requests have which priority. The first rule that matches counts; others
		 * are normal.
		 */
		private List<Rule> rules = new ArrayList<>();

		/**
		 * Most of the limit, in percent, that low and bulk requests hold while higher
		 * ones wait, or waited in the last five seconds.
		 */
		private int lowShare = 50;

		/**
		 * Most of the limit, in percent, that bulk requests hold while higher ones wait,
		 * or waited in the last five seconds.
		 */
		private int bulkShare = 20;

		/**
		 * Name of a request header by which callers lower the priority of their own
		 * requests: critical, normal, low or bulk. It never raises it.
		 */
		private @Nullable String header;

		public List<Rule> getRules() {
			return this.rules;
		}

		public void setRules(List<Rule> rules) {
			this.rules = rules;
		}

		public int getLowShare() {
			return this.lowShare;
		}

		public void setLowShare(int lowShare) {
			this.lowShare = lowShare;
		}

		public int getBulkShare() {
			return this.bulkShare;
		}

		public void setBulkShare(int bulkShare) {
			this.bulkShare = bulkShare;
		}

		public @Nullable String getHeader() {
			return this.header;
		}

		public void setHeader(@Nullable String header) {
			this.header = header;
		}

	}

	/**
	 * Which requests have a priority. All conditions that are set must hold.
	 */
	public static class Rule {

		/**
		 * Pattern of the path, such as /checkout/**. Any path if unset.
		 */
		private @Nullable String path;

		/**
		 * Method, such as POST. Any method if unset.
		 */
		private @Nullable String method;

		/**
		 * Name of a header that the request must have, or name=value. None if unset.
		 */
		private @Nullable String header;

		/**
		 * Priority of these requests.
		 */
		private @Nullable Priority priority;

		public @Nullable String getPath() {
			return this.path;
		}

		public void setPath(@Nullable String path) {
			this.path = path;
		}

		public @Nullable String getMethod() {
			return this.method;
		}

		public void setMethod(@Nullable String method) {
			this.method = method;
		}

		public @Nullable String getHeader() {
			return this.header;
		}

		public void setHeader(@Nullable String header) {
			this.header = header;
		}

		public @Nullable Priority getPriority() {
			return this.priority;
		}

		public void setPriority(@Nullable Priority priority) {
			this.priority = priority;
		}

	}

}
