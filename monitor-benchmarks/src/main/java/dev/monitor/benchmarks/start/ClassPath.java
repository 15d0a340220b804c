package dev.monitor.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the app that is started: that of these benchmarks without what other
 * benchmarks need.
 *
 * @param classes the classes of the benchmarks
 * @param app jars of an app with Spring MVC, the actuator and the Prometheus registry
 * @param starter jars that the starter adds
 */
record ClassPath(Path classes, List<Path> app, List<Path> starter) {

	private static final List<String> OF_OTHERS = List.of("HdrHistogram", "HikariCP", "asm", "commons-math3",
			"ecs-logging", "h2-", "jakarta.enterprise", "jakarta.inject", "jakarta.interceptor", "jakarta.servlet-api",
			"jakarta.transaction", "jakarta.websocket", "jetty", "jmh", "jopt", "logback-ecs", "netty", "reactor",
			"resilience4j", "spring-boot-http-codec", "spring-boot-jetty", "spring-boot-netty", "spring-boot-reactor",
			"spring-boot-starter-jetty", "spring-boot-starter-reactor", "spring-boot-starter-webflux",
			"spring-boot-webflux", "spring-webflux");

	private static final List<String> OF_STARTER = List.of("monitor", "concurrency-limits", "datasource-proxy",
			"logstash-logback-encoder");

	/**
	 * Find the jars.
	 * @param target where {@code package} has put them
	 */
	static ClassPath in(Path target) throws IOException {
		try (Stream<Path> files = Files.list(target.resolve("lib"))) {
			List<Path> jars = files.filter((jar) -> !isOneOf(OF_OTHERS, jar)).sorted().toList();
			return new ClassPath(target.resolve("classes"),
					jars.stream().filter((jar) -> !isOneOf(OF_STARTER, jar)).toList(),
					jars.stream().filter((jar) -> isOneOf(OF_STARTER, jar)).toList());
		}
	}

	private static boolean isOneOf(List<String> names, Path jar) {
		return names.stream().anyMatch(jar.getFileName().toString()::startsWith);
	}

	/**
	 * Return the path for {@code java -cp}.
	 */
	String of(Variant variant) {
		return Stream
			.of(Stream.of(this.classes), this.app.stream(), this.starter.stream().filter((jar) -> variant.starter()))
			.flatMap((paths) -> paths)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

}
