package dev.monitor.port.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import dev.monitor.CapturedLog;
import dev.monitor.health.autoconfigure.AvailabilityAutoConfiguration;
import dev.monitor.health.autoconfigure.HealthAutoConfiguration;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.PortClient;
import dev.monitor.port.lifecycle.PortLifecycle;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class PortAutoConfigurationTests {

	private static Set<Thread> before = Set.of();

	private static final AutoConfigurations ALONE = AutoConfigurations.of(PortAutoConfiguration.class);

	private static final AutoConfigurations HEALTH = AutoConfigurations.of(HealthAutoConfiguration.class,
			AvailabilityAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class);

	private static final String BOOTING = "Instance is booting\n";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(ALONE)
		.withConfiguration(HEALTH)
		.withPropertyValues("monitor.port.port=0");

	@BeforeEach
	void noteThreads() {
		before = Thread.getAllStackTraces().keySet();
	}

	@Test
	void aFreePortIsPublishedAndAnswersEvenWithoutAWebServer() {
		this.runner.run((context) -> {
			assertThat(ask(context, "health_check")).isEqualTo(BOOTING);
			assertThat(ask(context, "agent_check")).isEqualTo("down # Instance is booting\n");
			assertThat(PortClient.exchange(port(context), "GET /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 503 ");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.port.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.withBean(MonitorCommand.class, () -> new TestCommand("mine"))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(PortLifecycle.class)
					.doesNotHaveBean(PortCommands.class)
					.doesNotHaveBean(PortProperties.class);
				assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("monitorPort"));
				assertThat(threads()).isEmpty();
			});
	}

	@Test
	void startsWithoutActuatorMicrometerAndWebServer() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer",
					"org.springframework.boot.health", "org.springframework.boot.web.server", "jakarta.servlet"))
			.run((context) -> assertThat(ask(context, "health_check")).isEqualTo(BOOTING));
	}

	@Test
	void anAppWithoutAWebServerHasAPortOnlyIfItIsGiven() {
		assertNotOpened(new ApplicationContextRunner().withConfiguration(ALONE).withConfiguration(HEALTH));
	}

	/**
	 * As a test with a mock environment has it.
	 */
	@Test
	void aWebAppWithoutAServerHasNone() {
		try (CapturedLog log = new CapturedLog("dev.monitor.port")) {
			new WebApplicationContextRunner().withConfiguration(ALONE).withConfiguration(HEALTH).run((context) -> {
				assertThat(context.getBean(PortLifecycle.class).address()).isNull();
				assertThat(threads()).isEmpty();
			});
			assertThat(log.lines()).isEmpty();
		}
	}

	private static void assertNotOpened(ApplicationContextRunner runner) {
		try (CapturedLog log = new CapturedLog("dev.monitor.port")) {
			runner.run((context) -> {
				assertThat(context.getBean(PortLifecycle.class).address()).isNull();
				assertThat(context.getEnvironment().containsProperty("local.monitor.port.port")).isFalse();
				assertThat(threads()).isEmpty();
			});
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void withoutHealthTheRestIsThere() {
		new ApplicationContextRunner().withConfiguration(ALONE)
			.withPropertyValues("monitor.port.port=0")
			.withBean(MonitorCommand.class, () -> new TestCommand("mine"))
			.run((context) -> {
				assertThat(ask(context, "health_check")).startsWith("Error: Invalid command 'health_check'");
				assertThat(ask(context, "mine")).isEqualTo("mine\n");
				assertThat(PortClient.exchange(port(context), "GET /readyz HTTP/1.0\r\n\r\n"))
					.startsWith("HTTP/1.1 404 ");
			});
	}

	@Test
	void aUsersCommandTakesThePlaceOfOneOfOurs() {
		this.runner.withBean(MonitorCommand.class, () -> new TestCommand("gates"))
			.run((context) -> assertThat(ask(context, "gates")).isEqualTo("gates\n"));
	}

	@Test
	void whatChangesSomethingIsThereOnlyIfItIsListed() {
		ApplicationContextRunner writing = this.runner.withBean(MonitorCommand.class,
				() -> new TestCommand("reload", false));
		writing.run((context) -> {
			assertThat(ask(context, "reload")).startsWith("Error: Invalid command 'reload'");
			assertThat(ask(context, "help")).doesNotContain("reload");
		});
		writing.withPropertyValues("monitor.port.commands=reload, health_check").run((context) -> {
			assertThat(ask(context, "reload")).isEqualTo("reload\n");
			assertThat(ask(context, "health_check")).isEqualTo(BOOTING);
			assertThat(ask(context, "gates")).startsWith("Error: Invalid command 'gates'");
		});
		writing.withPropertyValues("monitor.port.commands=")
			.run((context) -> assertThat(ask(context, "help")).hasLineCount(4)
				.contains("  help -- ", "  interactive -- ", "  quit -- "));
	}

	@Test
	void limitsReachTheSession() {
		this.runner
			.withPropertyValues("monitor.port.max-line=64", "monitor.port.idle-timeout=1s",
					"monitor.port.max-connections=4")
			.run((context) -> {
				assertThat(PortClient.exchange(port(context), "x".repeat(65)))
					.isEqualTo("Error: The line is longer than 64 bytes\n");
				assertThat(PortClient.exchange(port(context), "health")).isEmpty();
			});
	}

	@Test
	void closingTheContextEndsEverythingWhateverHangs() {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		TestCommand hanging = new TestCommand("hangs", true, () -> {
			running.countDown();
			while (mayEnd.getCount() > 0) {
				Thread.interrupted();
				Thread.onSpinWait();
			}
			return "";
		});
		this.runner.withBean(MonitorCommand.class, () -> hanging).run((context) -> {
			int port = port(context);
			try (Socket socket = PortClient.connect(port)) {
				PortClient.send(socket, "hangs\n");
				running.await();
				context.close();
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> PortClient.ask(port, "health_check"));
				assertThat(threads()).containsExactly("monitor-port-hangs");
			}
			finally {
				mayEnd.countDown();
			}
			await().until(() -> threads().isEmpty());
		});
	}

	@Test
	void itStopsAndStartsWithTheContext() {
		this.runner.run((context) -> {
			int before = port(context);
			context.stop();
			assertThat(threads()).isEmpty();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> PortClient.ask(before, "health_check"));
			context.start();
			assertThat(ask(context, "health_check")).isEqualTo(BOOTING);
		});
	}

	@Test
	void aPortInUseIsOneWarningAndTheApplicationRuns() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertWarns("127.0.0.1:" + taken.getLocalPort() + ": ", "monitor.port.port=" + taken.getLocalPort());
		}
	}

	/**
	 * The first address is nobody's (RFC 5737); a name with an empty label is unknown
	 * without asking a name server.
	 */
	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1:0: ", "2001:db8::1, [2001:db8::1]:0: ", "no..name, no..name:0: Unknown host" })
	void anAddressOfAnotherMachineIsOneWarningAndTheApplicationRuns(String address, String told) {
		assertWarns(told, "monitor.port.address=" + address);
	}

	private void assertWarns(String told, String property) {
		try (CapturedLog log = new CapturedLog("dev.monitor.port")) {
			this.runner.withPropertyValues(property).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(PortLifecycle.class).address()).isNull();
				assertThat(threads()).isEmpty();
			});
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN The application goes on without its monitor port on " + told)
				.contains("monitor.port.port");
		}
	}

	@ParameterizedTest
	@CsvSource({ "port=-1", "port=65536", "'address= '", "max-connections=3", "max-connections=1025",
			"idle-timeout=999ms", "idle-timeout=61m", "idle-timeout=-1s", "max-line=63", "max-line=4097" })
	void badInputStopsTheStart(String setting) {
		assertStartFails(setting.split("=", -1)[0], "Write ", setting);
	}

	@Test
	void aNameInTheListThatIsNoneStopsTheStart() {
		assertStartFails("commands", "gates", "commands=health_check,gate");
		assertStartFails("commands", "gates", "commands=HEALTH_CHECK");
	}

	private void assertStartFails(String property, String remedy, String setting) {
		this.runner.withPropertyValues("monitor.port." + setting).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.getProperty()).isEqualTo("monitor.port." + property);
					assertThat(ex.analysis().getDescription()).contains(ex.getProperty());
					assertThat(ex.analysis().getAction()).contains(remedy);
				});
			assertThat(threads()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Gates", "2nd", "a b", "a-b", "a\n", "ä", "help", "quit", "interactive" })
	void aNameThatIsUnfitOrTakenStopsTheStart(String name) {
		assertStartFails("'" + name + "'", () -> new TestCommand(name));
	}

	@Test
	void aNameThatIsMissingOrFailsStopsTheStart() {
		assertStartFails("'' of ", () -> new TestCommand(null));
		assertStartFails(" has no name: IllegalStateException: no", () -> new TestCommand("x") {

			@Override
			public String name() {
				throw new IllegalStateException("no");
			}

		});
	}

	@Test
	void twoCommandsOfOneNameStopTheStart() {
		TestCommand one = new TestCommand("one");
		this.runner.withBean("a", MonitorCommand.class, () -> one)
			.withBean("b", MonitorCommand.class, () -> one)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'one'"));
	}

	private void assertStartFails(String told, Supplier<MonitorCommand> command) {
		this.runner.withBean(MonitorCommand.class, command)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(FailureAnalyzedException.class.getName())
				.hasStackTraceContaining(told));
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.monitor.port.port", Integer.class);
	}

	private static String ask(ConfigurableApplicationContext context, String command) throws IOException {
		return PortClient.ask(port(context), command);
	}

	/**
	 * Names of the port's threads, without those of applications that other tests have
	 * left open.
	 */
	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("monitor-port"))
			.toList();
	}

	private static class TestCommand implements MonitorCommand {

		private final @Nullable String name;

		private final boolean readOnly;

		private final Supplier<String> answer;

		TestCommand(@Nullable String name) {
			this(name, true);
		}

		TestCommand(@Nullable String name, boolean readOnly) {
			this(name, readOnly, () -> String.valueOf(name));
		}

		TestCommand(@Nullable String name, boolean readOnly, Supplier<String> answer) {
			this.name = name;
			this.readOnly = readOnly;
			this.answer = answer;
		}

		@Override
		@SuppressWarnings("NullAway")
		public String name() {
			return this.name;
		}

		@Override
		public String summary() {
			return "Tests";
		}

		@Override
		public boolean isReadOnly() {
			return this.readOnly;
		}

		@Override
		public String run(List<String> arguments) {
			return this.answer.get();
		}

	}

}
