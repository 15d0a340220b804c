package dev.monitor.benchmarks.logging;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.benchmarks.Container;

/**
 * Who logs the requests. The first of each kind of server logs none.
 */
enum Variant {

	OFF("nowhere", Container.TOMCAT),

	KV("**Monitor**, kv", Container.TOMCAT, "monitor.logging.access.enabled=true"),

	JSON("**Monitor**, JSON", Container.TOMCAT, "monitor.logging.access.enabled=true", "monitor.logging.format=json"),

	CONSOLE("**Monitor**, kv, with Logback's `ConsoleAppender`", Container.TOMCAT,
			"monitor.logging.access.enabled=true", "logging.config=classpath:console-appender.xml"),

	TOMCAT("Tomcat's own access log, to a file", Container.TOMCAT, "server.tomcat.accesslog.enabled=true",
			"server.tomcat.accesslog.pattern=combined",
			"server.tomcat.accesslog.directory=" + AccessComparison.FOLDER.toAbsolutePath()),

	NETTY_OFF("nowhere", Container.NETTY),

	NETTY_KV("**Monitor**, kv", Container.NETTY, "monitor.logging.access.enabled=true"),

	NETTY_JSON("**Monitor**, JSON", Container.NETTY, "monitor.logging.access.enabled=true",
			"monitor.logging.format=json"),

	NETTY("Reactor Netty's own access log, by Monitor's console", Container.NETTY, "load.netty-access-log=true",
			"logging.level.reactor.netty.http.server.AccessLog=info");

	private final String label;

	private final Container container;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> properties;

	Variant(String label, Container container, String... properties) {
		this.label = label;
		this.container = container;
		this.properties = List.of(properties);
	}

	String label() {
		return this.label;
	}

	boolean isReactive() {
		return this.container == Container.NETTY;
	}

	List<String> properties(String work) {
		List<String> all = new ArrayList<>(List.of("logging.level.http=info", this.container.property()));
		all.add("spring.main.web-application-type=" + (isReactive() ? "reactive" : "servlet"));
		all.add("load.iterations=" + work);
		// a burst of the fixed rate would be rejected, which is no cost of a log
		all.add("monitor.concurrency.enabled=false");
		all.addAll(this.properties);
		return all;
	}

}
