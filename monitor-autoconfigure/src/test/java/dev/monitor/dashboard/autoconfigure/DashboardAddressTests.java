package dev.monitor.dashboard.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DashboardAddress}.
 */
class DashboardAddressTests {

	@Test
	void aServerOnEveryAddressOrOnALoopbackAddressIsReachedByTheKey() {
		for (String address : new String[] { "", "0.0.0.0", "::", "127.0.0.1", "::1", "localhost" }) {
			assertThat(line("local.server.port", 8080, "server.address", address)).as(address)
				.startsWith("INFO Dashboard for this machine: http://localhost:8080/actuator/dashboard/#key=");
		}
	}

	@Test
	void aLoopbackAddressThatIsNotTheUsualOneIsNamed() {
		assertThat(line("local.server.port", 8080, "server.address", "127.0.0.2"))
			.startsWith("INFO Dashboard for this machine: http://127.0.0.2:8080/actuator/dashboard/#key=");
	}

	@Test
	void tlsThatIsSwitchedOffIsNotInTheAddress() {
		assertThat(line("local.server.port", 8080, "server.ssl.key-store", "classpath:none.p12", "server.ssl.enabled",
				false))
			.startsWith("INFO Dashboard for this machine: http://localhost:8080/");
		assertThat(line("local.management.port", 8081, "management.server.port", 0, "management.server.ssl.bundle",
				"web", "management.server.ssl.enabled", false))
			.startsWith("INFO Dashboard for this machine: http://localhost:8081/");
	}

	@Test
	void whereNoKeyOpensItTheLineSaysWhatDoes() {
		String remedy = "/actuator/dashboard/ needs a token. A key opens it on a loopback address only."
				+ " Set monitor.dashboard.tokens.<name>.hash.";
		assertThat(line("local.server.port", 8080, "server.address", "192.0.2.7"))
			.isEqualTo("INFO Dashboard: http://192.0.2.7:8080" + remedy);
		assertThat(line("local.management.port", 8081, "management.server.port", 0, "management.server.address",
				"2001:db8::7", "management.server.ssl.bundle", "web"))
			.isEqualTo("INFO Dashboard: https://[2001:db8::7]:8081" + remedy);
		assertThat(line("local.monitor.dashboard.port", 8085, "monitor.dashboard.listen-address", "[2001:db8::7]:0"))
			.isEqualTo("INFO Dashboard: http://[2001:db8::7]:8085" + remedy);
	}

	@Test
	void aListenerOnALoopbackAddressIsReachedByTheKeyWhateverTheServersAddressIs() {
		assertThat(line("local.monitor.dashboard.port", 8085, "monitor.dashboard.listen-address", "127.0.0.1:8085",
				"server.address", "192.0.2.7"))
			.startsWith("INFO Dashboard for this machine: http://localhost:8085/actuator/dashboard/#key=");
	}

	private static String line(Object... properties) {
		Map<String, Object> all = new HashMap<>();
		for (int i = 0; i < properties.length; i += 2) {
			all.put((String) properties[i], properties[i + 1]);
		}
		try (GenericApplicationContext context = new GenericApplicationContext();
				CapturedLog log = new CapturedLog(DashboardAddress.class)) {
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
			DashboardAccess access = new DashboardAccess(new DashboardProperties());
			new DashboardAddress(access, context).onApplicationEvent(
					new ApplicationStartedEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
			access.stop();
			return log.lines().get(0);
		}
	}

}
