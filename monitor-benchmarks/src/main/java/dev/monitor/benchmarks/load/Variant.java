package dev.monitor.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.monitor.benchmarks.Container;

/**
 * What stands between the server and the work.
 */
enum Variant {

	NONE("no limiter", Container.TOMCAT, "load.peer=none"),

	SEMAPHORE("fair `Semaphore`", Container.TOMCAT, "load.peer=semaphore"),

	RESILIENCE4J("Resilience4j `Bulkhead`", Container.TOMCAT, "load.peer=resilience4j"),

	NETFLIX("Netflix `Gradient2Limit`", Container.TOMCAT, "load.peer=netflix"),

	QOS_HANDLER("Jetty `QoSHandler`", Container.JETTY, "load.peer=qos-handler"),

	MONITOR("Monitor", Container.TOMCAT),

	MONITOR_429("Monitor with status 429", Container.TOMCAT, "monitor.concurrency.reject.status=429"),

	MONITOR_ADAPTIVE("Monitor with adaptive queue", Container.TOMCAT, "monitor.concurrency.queue-order=adaptive"),

	MONITOR_GRADIENT2("Monitor with gradient2", Container.TOMCAT, "monitor.concurrency.algorithm=gradient2",
			"monitor.concurrency.min-requests=8", "monitor.concurrency.max-requests-per-cpu=8"),

	MONITOR_VIRTUAL("Monitor on virtual threads", Container.TOMCAT, "spring.threads.virtual.enabled=true"),

	MONITOR_JETTY("Monitor on Jetty", Container.JETTY),

	MONITOR_JETTY_429("Monitor on Jetty with status 429", Container.JETTY, "monitor.concurrency.reject.status=429"),

	REACTIVE_NONE("no limiter", Container.NETTY, "load.peer=none"),

	REACTIVE_RESILIENCE4J("Resilience4j `BulkheadOperator`", Container.NETTY, "load.peer=resilience4j"),

	REACTIVE_NETFLIX("Netflix `Gradient2Limit`", Container.NETTY, "load.peer=netflix"),

	REACTIVE_MONITOR("Monitor", Container.NETTY),

	REACTIVE_MONITOR_429("Monitor with status 429", Container.NETTY, "monitor.concurrency.reject.status=429"),

	REACTIVE_MONITOR_UNQUEUED("Monitor where nobody waits, as in the bulkhead", Container.NETTY,
			"monitor.concurrency.max-waiting=0"),

	EVENT_LOOP_NONE("no limiter, work on the event loop", Container.NETTY, "load.peer=none"),

	EVENT_LOOP_MONITOR("Monitor, work on the event loop", Container.NETTY);

	private final String label;

	private final Container container;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> properties;

	Variant(String label, Container container, String... properties) {
		this.label = label;
		this.container = container;
		this.properties = List.of(properties);
	}

	/**
	 * Return the name that options and files use.
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return what a reader is shown, as Markdown.
	 */
	String label() {
		return this.label;
	}

	boolean isMonitor() {
		return this.properties.stream().noneMatch((property) -> property.startsWith("load.peer="));
	}

	/**
	 * Return whether its server has event loops.
	 */
	boolean isReactive() {
		return this.container == Container.NETTY;
	}

	/**
	 * Return the path of the work. A reactive application leaves work that blocks to
	 * threads of its own, or it keeps an event loop busy.
	 */
	String path() {
		return (isReactive() && !isOnEventLoop()) ? "/elastic" : "/work";
	}

	private boolean isOnEventLoop() {
		return this == EVENT_LOOP_NONE || this == EVENT_LOOP_MONITOR;
	}

	/**
	 * Return whether it has no limiter.
	 */
	boolean isUnlimited() {
		return this.properties.contains("load.peer=none");
	}

	/**
	 * Return whether it differs from another only in how expensive a rejection is, so
	 * that it need not stand among those that are swept.
	 */
	boolean isForRejectionsOnly() {
		return this == MONITOR_JETTY_429;
	}

	/**
	 * Return whether what it answers without a permit is worth a measurement.
	 */
	boolean isRejecting() {
		return !isUnlimited() && !isOnEventLoop();
	}

	/**
	 * Return whether the limit is found by the limiter; it starts at the others' limit
	 * and never falls below.
	 */
	boolean isAdaptive() {
		return this == NETFLIX || this == REACTIVE_NETFLIX || this == MONITOR_GRADIENT2;
	}

	List<String> properties(int limit, String waitTime) {
		List<String> all = new ArrayList<>(this.properties);
		all.add(this.container.property());
		all.add("spring.main.web-application-type=" + (isReactive() ? "reactive" : "servlet"));
		all.add("load.limit=" + limit);
		all.add("load.wait-time=" + waitTime);
		if (isMonitor()) {
			if (!isAdaptive()) {
				all.add("monitor.concurrency.max-requests=" + limit);
			}
			all.add("monitor.concurrency.wait-time=" + waitTime);
		}
		else {
			all.add("monitor.concurrency.enabled=false");
		}
		return all;
	}

	/**
	 * Return the names of Monitor's properties that make this variant what it is.
	 */
	List<String> monitorProperties() {
		return this.properties.stream()
			.filter((property) -> property.startsWith("monitor."))
			.map((property) -> property.substring(0, property.indexOf('=')))
			.toList();
	}

	static Variant of(String id) {
		return Arrays.stream(values())
			.filter((variant) -> variant.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"no variant " + id + ", only " + Arrays.stream(values()).map(Variant::id).toList()));
	}

}
