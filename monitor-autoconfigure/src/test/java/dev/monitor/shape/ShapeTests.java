package dev.monitor.shape;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import dev.monitor.logging.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same application, started in other ways than usual.
 */
@Timeout(240)
class ShapeTests {

	@TempDir
	private Path directory;

	@Test
	void lazyInitialization() throws Exception {
		assertServes(run(List.of(), List.of(), "--spring.main.lazy-initialization=true"));
	}

	@Test
	void contextProcessedAheadOfTime() throws Exception {
		Path sources = this.directory.resolve("sources");
		Path resources = this.directory.resolve("resources");
		Path classes = this.directory.resolve("classes");
		new ChildJvm(this.directory, List.of(), List.of(), "").run(SpringApplicationAotProcessor.class,
				ShapeApp.class.getName(), sources.toString(), resources.toString(), classes.toString(), "dev.monitor",
				"shape", ShapeApp.without());
		compile(sources, classes);
		List<String> lines = run(List.of("-Dspring.aot.enabled=true"), List.of(classes, resources));
		assertServes(lines);
		assertThat(lines).anyMatch((line) -> line.contains("AOT-processed"));
	}

	private static void compile(Path sources, Path classes) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
				classes + File.pathSeparator + System.getProperty("java.class.path")));
		try (Stream<Path> files = Files.walk(sources)) {
			files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
		}
		int result = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
			.run(null, null, null, arguments.toArray(String[]::new));
		assertThat(result).isZero();
	}

	private List<String> run(List<String> options, List<Path> added, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add(ShapeApp.without());
		return new ChildJvm(this.directory, options, added, "").run(ShapeApp.class, all.toArray(String[]::new));
	}

	private static void assertServes(List<String> lines) {
		for (String path : ShapeApp.PATHS) {
			assertThat(lines).as(path).anyMatch((line) -> line.startsWith("answer: " + path + " 200 "));
		}
		assertThat(lines).anyMatch((line) -> line.contains(" ev=http ") && line.contains(" url=/orders "))
			.anyMatch((line) -> line.contains(" ev=query ") && line.contains("select 7"))
			.anyMatch((line) -> line.contains("Monitor port started"))
			.anyMatch((line) -> line.contains("#key="))
			.noneMatch((line) -> line.contains("lvl=warn"))
			.filteredOn((line) -> line.startsWith("answer: /actuator/prometheus"))
			.singleElement()
			.asString()
			.contains("|monitor_concurrency_limit{", "gate=\"warmup\",readiness=\"true\"} 1.0", "|monitor_build_info{",
					"monitor_health_status{application=\"shape\"");
	}

}
