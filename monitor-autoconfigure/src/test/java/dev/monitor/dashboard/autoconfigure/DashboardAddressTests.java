package dev.monitor.dashboard.autoconfigure;

import dev.monitor.dashboard.DashboardApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DashboardAddress}.
 */
class DashboardAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "server", "management.server" })
	void tlsThatIsSwitchedOffIsNotInTheAddress(String server) {
		try (DashboardApp app = DashboardApp.start(Config.class, "management.server.port=0",
				"management.server.address=127.0.0.1", server + ".ssl.key-store=classpath:none.p12",
				server + ".ssl.enabled=false")) {
			assertThat(app.address()).startsWith("http://localhost:" + app.port("management"));
		}
		try (DashboardApp app = DashboardApp.start(Config.class, server + ".ssl.key-store=classpath:none.p12",
				server + ".ssl.enabled=false")) {
			assertThat(app.address()).startsWith("http://localhost:" + app.port("server"));
		}
	}

	@Test
	void anAddressThatTheServerIsBoundToIsInTheAddress() {
		try (DashboardApp app = DashboardApp.start(Config.class, "server.address=127.0.0.2")) {
			assertThat(app.address()).startsWith("http://127.0.0.2:" + app.port("server"));
		}
		try (DashboardApp app = DashboardApp.start(Config.class, "server.address=127.0.0.2", "management.server.port=0",
				"management.server.address=0.0.0.0")) {
			assertThat(app.address()).startsWith("http://localhost:" + app.port("management"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Config {

	}

}
