package dev.monitor.health;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A web application as the child of a context that is configured automatically too: one
 * truth for the readers of both.
 */
class ChildContextTests {

	@Test
	void gatesAndMetersOfAChildAreWhereTheReadersAre() throws Exception {
		try (ConfigurableApplicationContext parent = start(null, ParentApplication.class)) {
			Gates gates = parent.getBean(Gates.class);
			MeterRegistry registry = parent.getBean(MeterRegistry.class);
			assertThat(gates).extracting(Gate::name).doesNotContain("concurrency", "child");
			assertThat(gates.firstClosed()).isNull();
			try (ConfigurableApplicationContext child = start(parent, ChildApplication.class)) {
				int port = port(child);
				assertThat(child.getBean(Gates.class)).isSameAs(gates);
				assertThat(child.getBean(Bodies.class).booting).contains("\"gate\":\"startup\"");
				assertThat(gates).extracting(Gate::name).contains("concurrency", "child", "parent");
				assertThat(registry.get("monitor.concurrency.limit").gauge().value()).isGreaterThan(0);
				assertThat(registry.get("monitor.gate.open").tag("gate", "concurrency").gauge().value()).isEqualTo(1);
				assertEverybodySays(port, 200);
				for (String gate : List.of("child", "parent")) {
					child.getBean(gate, SwitchGate.class).close("on purpose");
					assertEverybodySays(port, 503);
					assertThat(RunningApp.send(port, "GET", "/readyz").body()).contains("\"gate\":\"" + gate + "\"");
					assertThat(registry.get("monitor.gate.open").tag("gate", gate).gauge().value()).isZero();
					child.getBean(gate, SwitchGate.class).open();
					assertEverybodySays(port, 200);
				}
				try (ConfigurableApplicationContext other = start(parent, ChildApplication.class)) {
					assertThat(other.getBean(ConcurrencyLimit.class)).isSameAs(child.getBean(ConcurrencyLimit.class));
					other.getBean("child", SwitchGate.class).close("on purpose");
					assertEverybodySays(port, 503);
					assertEverybodySays(port(other), 503);
				}
				assertEverybodySays(port, 200);
			}
			assertThat(gates).extracting(Gate::name).doesNotContain("concurrency", "child");
			assertThat(gates.firstClosed()).isNull();
			assertThat(registry.get("monitor.gate.open").tag("gate", "concurrency").gauge().value()).isNaN();
		}
	}

	@Test
	void theListenerOfTheParentSpeaksForTheChild() throws Exception {
		String listener = "monitor.health.listen-address=127.0.0.1:0";
		try (ConfigurableApplicationContext parent = start(null, ParentApplication.class, listener)) {
			int port = parent.getEnvironment().getRequiredProperty("local.monitor.health.port", Integer.class);
			try (ConfigurableApplicationContext child = start(parent, QuietApplication.class, listener)) {
				assertThat(child.getBeanFactory().containsBean("monitorHealthListener")).isTrue();
				assertThat(child.getBeanFactory().containsLocalBean("monitorHealthListener")).isFalse();
				assertThat(RunningApp.send(port, "GET", "/readyz").statusCode()).isEqualTo(200);
				child.getBean("child", SwitchGate.class).close("on purpose");
				assertThat(RunningApp.send(port, "GET", "/readyz").body()).contains("\"gate\":\"child\"");
				assertThat(RunningApp.send(port(child), "GET", "/readyz").statusCode()).isEqualTo(404);
			}
			assertThat(RunningApp.send(port, "GET", "/readyz").statusCode()).isEqualTo(200);
		}
	}

	private static void assertEverybodySays(int port, int status) throws Exception {
		for (String path : List.of("/health", "/readyz", "/actuator/health/readiness", "/actuator/health")) {
			assertThat(RunningApp.send(port, "GET", path).statusCode()).as(path).isEqualTo(status);
		}
		assertThat(RunningApp.send(port, "GET", "/livez").statusCode()).isEqualTo(200);
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static ConfigurableApplicationContext start(@Nullable ConfigurableApplicationContext parent,
			Class<?> application, String... more) {
		List<String> properties = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY), "monitor.warmup.enabled=false",
				"spring.jmx.enabled=false"));
		properties.addAll(List.of(more));
		SpringApplicationBuilder builder = new SpringApplicationBuilder(application)
			.web((parent != null) ? WebApplicationType.SERVLET : WebApplicationType.NONE);
		return ((parent != null) ? builder.parent(parent) : builder)
			.run(properties.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	static class Bodies {

		private volatile String booting = "";

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ParentApplication {

		@Bean
		SwitchGate parent() {
			return SwitchGate.opened("parent", Clock.systemUTC());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class QuietApplication {

		@Bean
		SwitchGate child() {
			return SwitchGate.opened("child", Clock.systemUTC());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ChildApplication {

		@Bean
		SwitchGate child() {
			return SwitchGate.opened("child", Clock.systemUTC());
		}

		@Bean
		Bodies bodies() {
			return new Bodies();
		}

		@Bean
		ApplicationRunner booting(Bodies bodies, ConfigurableApplicationContext context) {
			return (args) -> bodies.booting = RunningApp.send(port(context), "GET", "/readyz").body();
		}

	}

}
