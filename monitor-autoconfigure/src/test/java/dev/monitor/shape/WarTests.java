package dev.monitor.shape;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.monitor.logging.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A war in a Tomcat that was there before it and stays when it goes.
 */
@Timeout(240)
class WarTests {

	private static final Pattern LIBRARIES = Pattern.compile("(spring-(core|beans|context|aop|expression|web|webmvc)-7"
			+ "|spring-boot-(4|actuator|autoconfigure|health|http-converter|jackson|micrometer|servlet|webmvc)"
			+ "|logback|logstash|slf4j|jackson|commons-logging|jspecify|micrometer|prometheus|HdrHistogram|apiguardian"
			+ "|concurrency-limits|datasource-proxy|context-propagation).*\\.jar");

	@TempDir
	private Path directory;

	@Test
	void isReadyLimitedAndObservedAndLeavesNothing() throws Exception {
		Path container = classes(Files.createDirectory(this.directory.resolve("container")), "StandaloneTomcat");
		List<String> options = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
				"--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
		List<String> lines = new ChildJvm(this.directory, options, List.of(container),
				"(?!tomcat-embed-|jakarta\\.annotation).*")
			.run(StandaloneTomcat.class, war().toString());
		assertThat(answers(lines, "/readyz")).hasSize(2).allMatch((line) -> line.startsWith("200 "));
		assertThat(answers(lines, "/actuator/health")).hasSize(2).allMatch((line) -> line.startsWith("200 "));
		assertThat(answers(lines, "/actuator/prometheus")).hasSize(2)
			.allMatch((line) -> line.contains("|monitor_concurrency_limit{")
					&& line.contains("monitor_gate_open{application=\"shop\",gate=\"warmup\",readiness=\"true\"} 1.0"));
		assertThat(events(lines, "/shop/hello")).hasSize(2)
			.allMatch((line) -> line.contains("httpStatus=200") && line.contains("nBytes=5"));
		assertThat(events(lines, "/shop/later")).hasSize(2)
			.allMatch((line) -> line.contains("httpStatus=200") && line.contains("nBytes=5"));
		assertThat(events(lines, "/shop/none")).hasSize(2).allMatch((line) -> line.contains("httpStatus=404"));
		assertThat(lines).filteredOn((line) -> line.contains("Monitor port started")).hasSize(2);
		assertThat(lines).anyMatch((line) -> line.contains("http://localhost:PORT/shop/actuator/dashboard/#key="));
		assertThat(lines).noneMatch((line) -> line.contains("lvl=warn") || line.startsWith(StandaloneTomcat.LEAK))
			.noneMatch((line) -> line.startsWith("thread: monitor"));
	}

	private static List<String> answers(List<String> lines, String path) {
		return lines.stream()
			.filter((line) -> line.startsWith(StandaloneTomcat.ANSWER) && line.split(" ", -1)[2].equals(path))
			.map((line) -> line.substring(StandaloneTomcat.ANSWER.length()))
			.toList();
	}

	private static List<String> events(List<String> lines, String url) {
		return lines.stream()
			.filter((line) -> line.contains(" ev=http ") && line.contains(" url=" + url + " "))
			.toList();
	}

	private Path war() throws IOException {
		Path war = this.directory.resolve("shop");
		Path libraries = Files.createDirectories(war.resolve("WEB-INF/lib"));
		Path classes = classes(Files.createDirectory(war.resolve("WEB-INF/classes")), "ShopWar");
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			Path path = Path.of(entry).toAbsolutePath();
			if (path.endsWith("target/classes")) {
				FileSystemUtils.copyRecursively(path, classes);
			}
			else if (LIBRARIES.matcher(path.getFileName().toString()).matches()) {
				Files.copy(path, libraries.resolve(path.getFileName()));
			}
		}
		return war;
	}

	/**
	 * Copy a class of this package, with those inside of it, into a directory of its own.
	 */
	private static Path classes(Path root, String name) throws IOException {
		Path here = Path.of(WarTests.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		Path target = Files.createDirectories(root.resolve("dev/monitor/shape"));
		try (Stream<Path> files = Files.list(here.resolve("dev/monitor/shape"))) {
			for (Path file : files.filter((each) -> each.getFileName().toString().matches(name + "(\\$.*)?\\.class"))
				.toList()) {
				Files.copy(file, target.resolve(file.getFileName()));
			}
		}
		return root;
	}

}
