package dev.monitor.dashboard.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.dashboard.DashboardApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dashboard costs an application of which nobody looks at it, seen from outside
 * of its process.
 */
class DashboardClassesTests {

	private static final String ROOM = "dev.monitor.dashboard.";

	@TempDir
	private Path directory;

	@Test
	void switchedOffNotEvenAClassIsThere() throws Exception {
		assertThat(classesOfTheRoom("monitor.dashboard.enabled=false", 404)).isEmpty();
	}

	@Test
	void classesOfThePageAreLoadedWhenItIsFirstAsked() throws Exception {
		List<String> classes = classesOfTheRoom("monitor.dashboard.enabled=true", 200);
		int asked = classes.indexOf(Asking.class.getName());
		assertThat(classes.subList(0, asked)).contains(ROOM + "autoconfigure.LazyDashboard")
			.doesNotContain(ROOM + "PageAssets", ROOM + "Tab", ROOM + "TabData", ROOM + "spring.AboutData",
					ROOM + "metrics.MeterData");
		assertThat(classes.subList(asked, classes.size())).contains(ROOM + "PageAssets", ROOM + "Tab");
	}

	/**
	 * Return the classes of the dashboard in the order in which they are loaded, and
	 * {@link Asking} among them unless the dashboard is off.
	 */
	private List<String> classesOfTheRoom(String property, int status) throws Exception {
		Path log = this.directory.resolve("classes");
		File output = this.directory.resolve("output").toFile();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load:file=" + log + "::filecount=0", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), App.class.getName(), property, String.valueOf(status))
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readAllLines(log)
			.stream()
			.map((line) -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
			.filter((name) -> name.startsWith(ROOM))
			.filter((name) -> !name.startsWith(DashboardApp.class.getName()))
			.filter((name) -> !name.contains("Tests") || (status == 200 && name.equals(Asking.class.getName())))
			.toList();
	}

	/**
	 * Loaded right before the page is asked for.
	 */
	static final class Asking {

		int forThePage(DashboardApp app) throws IOException {
			return app.send(app.port("server"), "GET", "/actuator/dashboard/").status();
		}

	}

	/**
	 * Starts an application, and asks for the page.
	 */
	static final class App {

		public static void main(String[] arguments) throws Exception {
			int expected = Integer.parseInt(arguments[1]);
			try (DashboardApp app = DashboardApp.start(Object.class, arguments[0])) {
				int status = new Asking().forThePage(app);
				if (status != expected) {
					throw new IllegalStateException("Status " + status);
				}
			}
		}

	}

}
