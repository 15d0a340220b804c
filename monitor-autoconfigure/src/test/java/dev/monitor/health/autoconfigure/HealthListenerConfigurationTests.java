package dev.monitor.health.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code monitor.health.listen-address}.
 */
class HealthListenerConfigurationTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(HealthAutoConfiguration.class,
			AvailabilityAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(DOORS)
		.withPropertyValues("monitor.health.listen-address=127.0.0.1:0", "monitor.health.path=/lb");

	@Test
	void aFreePortIsPublishedAndAnswersEvenWithoutAWebServer() {
		this.runner.run((context) -> {
			int port = context.getEnvironment().getRequiredProperty("local.monitor.health.port", Integer.class);
			assertThat(ask(port, "/lb")).startsWith("HTTP/1.1 503 ").contains("Instance is booting");
			assertThat(ask(port, "/readyz")).startsWith("HTTP/1.1 503 ");
			assertThat(ask(port, "/livez")).startsWith("HTTP/1.1 200 ");
			assertThat(ask(port, "/health")).startsWith("HTTP/1.1 404 ");
			context.close();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(port, "/lb"));
		});
	}

	@Test
	void excludedGatesDoNotDecideAtTheReadinessPathAlone() {
		this.runner.withPropertyValues("monitor.health.readiness-exclude=startup,application,unknown")
			.run((context) -> {
				int port = context.getEnvironment().getRequiredProperty("local.monitor.health.port", Integer.class);
				assertThat(ask(port, "/lb")).startsWith("HTTP/1.1 503 ").contains("Instance is booting");
				assertThat(ask(port, "/readyz")).startsWith("HTTP/1.1 200 ");
			});
	}

	@Test
	void itStopsAndStartsWithTheContext() {
		this.runner.run((context) -> {
			context.stop();
			assertThat(context.getBean(ListenerLifecycle.class).isRunning()).isFalse();
			context.start();
			int port = context.getEnvironment().getRequiredProperty("local.monitor.health.port", Integer.class);
			assertThat(ask(port, "/livez")).startsWith("HTTP/1.1 200 ");
		});
	}

	@Test
	void theMainPortDoesNotAnswerThen() {
		new WebApplicationContextRunner().withConfiguration(DOORS)
			.withPropertyValues("monitor.health.listen-address=127.0.0.1:0")
			.run((context) -> assertThat(context).hasSingleBean(ListenerLifecycle.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.health.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ListenerLifecycle.class));
	}

	/**
	 * A name with an empty label is unknown without asking a name server.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "8081", ":8081", "127.0.0.1", "127.0.0.1:70000", "http://127.0.0.1:8081", "::1:8081",
			"no..name:8081" })
	void anAddressThatIsNoneStopsTheStart(String address) {
		assertStartFails(address, "Write ");
	}

	@Test
	void aPortInUseStopsTheStart() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertStartFails("127.0.0.1:" + taken.getLocalPort(), "stop the process that uses this one");
		}
	}

	private void assertStartFails(String address, String remedy) {
		this.runner.withPropertyValues("monitor.health.listen-address=" + address).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.getProperty()).isEqualTo("monitor.health.listen-address");
					assertThat(ex.analysis().getDescription()).contains("monitor.health.listen-address", address);
					assertThat(ex.analysis().getAction()).contains(remedy);
				});
		});
	}

	private static String ask(int port, String path) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
