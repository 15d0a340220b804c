package dev.monitor.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.monitor.CapturedLog;
import dev.monitor.Unwanted;
import dev.monitor.health.RunningApp;
import dev.monitor.port.lifecycle.PortLifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Where the port of a real application is.
 */
class PortBesideServerTests {

	private static final int DISTANCE = 80;

	/**
	 * As if there were none in the properties of all tests.
	 */
	private static final String BESIDE = "monitor.port.port=";

	private static final String PORT = "local.monitor.port.port";

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void itIsBesideTheMainPortWhateverTheServerAndToldToAll(Unwanted other) throws Exception {
		int server = freePort();
		try (CapturedLog log = new CapturedLog("dev.monitor.port");
				RunningApp app = RunningApp.start(Application.class, List.of(other, Unwanted.SECURITY),
						"server.port=" + server, BESIDE, "management.server.port=0",
						"management.endpoints.web.exposure.include=info", "spring.main.lazy-initialization=true")) {
			int port = server + DISTANCE;
			assertThat(app.port(PORT)).isEqualTo(port);
			await().until(() -> PortClient.ask(port, "health_check").equals("OK\n"));
			assertThat(RunningApp.send(app.port("local.management.port"), "GET", "/actuator/info").body())
				.contains("\"monitor\":{\"port\":{", "\"address\":\"127.0.0.1\"", "\"port\":" + port);
			assertThat(log.lines()).containsExactly("INFO Monitor port started on 127.0.0.1:" + port);
			app.context().stop();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> PortClient.ask(port, "help"));
			app.context().start();
			assertThat(PortClient.ask(port, "help")).contains("  health_check -- ");
		}
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> PortClient.ask(server + DISTANCE, "help"));
	}

	@Test
	void twoApplicationsHaveOneEach() throws IOException {
		try (RunningApp one = start("server.port=" + freePort(), BESIDE);
				RunningApp other = start("server.port=" + freePort(), BESIDE)) {
			assertThat(one.port(PORT)).isEqualTo(one.port() + DISTANCE);
			assertThat(other.port(PORT)).isEqualTo(other.port() + DISTANCE);
			assertThat(PortClient.ask(one.port(PORT), "help")).contains("  health_check -- ");
			assertThat(PortClient.ask(other.port(PORT), "help")).contains("  health_check -- ");
		}
	}

	@Test
	void aPortInUseOrBeyondAllIsOneWarningAndTheApplicationRuns() throws Exception {
		int server = freePort();
		try (ServerSocket taken = new ServerSocket(server + DISTANCE, 1, InetAddress.getLoopbackAddress())) {
			assertWarns(server, "127.0.0.1:" + taken.getLocalPort() + ": Address already in use.");
		}
		int high = 65535;
		while (!isFree(high)) {
			high--;
		}
		assertWarns(high, "127.0.0.1:" + (high + DISTANCE) + ": There is no such port.");
	}

	private static void assertWarns(int server, String told) throws Exception {
		try (CapturedLog log = new CapturedLog("dev.monitor.port");
				RunningApp app = start("server.port=" + server, BESIDE,
						"management.endpoints.web.exposure.include=info")) {
			assertThat(app.get("/actuator/info").body()).isEqualTo("{}");
			assertThat(log.lines()).filteredOn((line) -> !line.startsWith("INFO"))
				.singleElement()
				.asString()
				.startsWith("WARN The application goes on without its monitor port on " + told);
		}
	}

	/**
	 * A parent without a web server, whose port was given, and its web child.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ofParentAndChildTheWebChildHasIt(boolean given) throws IOException {
		int server = freePort();
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + server, "--server.address=127.0.0.1",
				"--" + Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY)));
		arguments.add("--" + (given ? BESIDE + (server + DISTANCE) : BESIDE));
		try (CapturedLog log = new CapturedLog("dev.monitor.port");
				ConfigurableApplicationContext child = new SpringApplicationBuilder(Parent.class)
					.web(WebApplicationType.NONE)
					.child(Application.class)
					.web(WebApplicationType.SERVLET)
					.run(arguments.toArray(String[]::new))) {
			assertThat(log.lines()).hasSize(given ? 2 : 1)
				.containsOnly("INFO Monitor port started on 127.0.0.1:" + (server + DISTANCE));
			assertThat(child.getBean(PortLifecycle.class).address()).isNotNull();
			ApplicationContext parent = Objects.requireNonNull(child.getParent());
			assertThat(parent.getBean(PortLifecycle.class).address()).isNull();
			await().until(() -> PortClient.ask(server + DISTANCE, "health_check").equals("OK\n"));
		}
		finally {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> PortClient.ask(server + DISTANCE, "help"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.port.enabled", "monitor.enabled" })
	void offLoadsNoClass(String property) {
		try (ConfigurableApplicationContext context = startWithoutOurClasses(property + "=false")) {
			assertThat(context.isActive()).isTrue();
			assertThat(context.getBeanNamesForType(PortLifecycle.class)).isEmpty();
		}
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> startWithoutOurClasses(property + "=true"))
			.withStackTraceContaining("dev.monitor.port.autoconfigure");
	}

	private static ConfigurableApplicationContext startWithoutOurClasses(String property) {
		ClassLoader filtered = new FilteredClassLoader("dev.monitor.port.autoconfigure", "dev.monitor.port.lifecycle",
				"dev.monitor.port.health");
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.resourceLoader(new DefaultResourceLoader(filtered))
			.run("--" + Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY), "--" + property);
	}

	private static RunningApp start(String... properties) {
		return RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY), properties);
	}

	/**
	 * Return a port that is free, as is the one beside it.
	 */
	private static int freePort() throws IOException {
		while (true) {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				if (isFree(socket.getLocalPort() + DISTANCE)) {
					return socket.getLocalPort();
				}
			}
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

}
