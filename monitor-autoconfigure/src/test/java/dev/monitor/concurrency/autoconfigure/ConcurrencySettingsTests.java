package dev.monitor.concurrency.autoconfigure;

import java.time.Duration;
import java.util.function.Consumer;

import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.QueueOrder;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConcurrencySettingsTests {

	private static final ServerThreads TWO_HUNDRED = new ServerThreads(200, "server.tomcat.threads.max");

	private final ConcurrencyProperties properties = new ConcurrencyProperties();

	@Test
	void derivesTheLimitFromTheProcessorsAndTheWaitersFromTheLimit() {
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties, TWO_HUNDRED, 2, false);
		assertThat(settings.maxRequests()).hasToString("50 (25 x 2 processors)");
		assertThat(settings.maxWaiting()).hasToString("25 (half of max-requests)");
		assertThat(settings.warning()).isNull();
	}

	@Test
	void takesWhatIsSet() {
		this.properties.setMaxRequests(10);
		this.properties.setMaxWaiting(0);
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties, TWO_HUNDRED, 2, false);
		assertThat(settings.maxRequests()).hasToString("10 (as set)");
		assertThat(settings.maxWaiting()).hasToString("0 (as set)");
		assertThat(settings.warning()).isNull();
	}

	@Test
	void limitOfOneLetsOneWait() {
		this.properties.setMaxRequests(1);
		assertThat(ConcurrencySettings.derive(this.properties, null, 2, false).maxWaiting().value()).isEqualTo(1);
	}

	@Test
	void nobodyWaitsWhereThereIsNoTimeToWait() {
		this.properties.setWaitTime(Duration.ZERO);
		this.properties.setMaxWaiting(100);
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties, TWO_HUNDRED, 2, false);
		assertThat(settings.maxWaiting()).hasToString("0 (wait-time is 0)");
		assertThat(settings.limitSettings().maxWaiting().beside(50, 0)).isZero();
		assertThat(settings.warning()).isNull();
	}

	@Test
	void bodiesAreTimedUnlessRequestsAreOnlyObservedOrAnyPaceIsFine() {
		assertThat(this.properties.slowBody()).isEqualTo(new SlowBody(Duration.ofSeconds(20), 500));
		this.properties.setMode(Mode.OBSERVE);
		assertThat(this.properties.slowBody()).isNull();
		this.properties.setMode(Mode.ENFORCE);
		this.properties.getSlowBody().setMinRate(0);
		assertThat(this.properties.slowBody()).isNull();
		assertInvalid("slow-body.min-rate", (properties) -> properties.getSlowBody().setMinRate(-1));
		assertInvalid("slow-body.grace", (properties) -> properties.getSlowBody().setGrace(Duration.ofDays(2)));
	}

	@Test
	void derivedLimitStaysWithinTheThreads() {
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties, TWO_HUNDRED, 16, false);
		assertThat(settings.maxRequests())
			.hasToString("120 (25 x 16 processors, capped for server.tomcat.threads.max=200)");
		assertThat(settings.maxWaiting().value()).isEqualTo(60);
		assertThat(settings.warning()).isNull();
	}

	@Test
	void derivedLimitIsNotCappedWhereThreadsAreNotBounded() {
		assertThat(ConcurrencySettings.derive(this.properties, null, 16, false).maxRequests().value()).isEqualTo(400);
	}

	@Test
	void derivedLimitStaysWithinWhatTheLimiterCanCount() {
		this.properties.setMaxRequestsPerCpu(2_000_000);
		assertThat(ConcurrencySettings.derive(this.properties, null, 64, false).maxRequests().value())
			.isEqualTo(2_097_151);
	}

	@Test
	void waitersAreCappedSoThatThreadsStayFree() {
		this.properties.setMaxRequests(170);
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties, TWO_HUNDRED, 2, false);
		assertThat(settings.maxWaiting())
			.hasToString("10 (half of max-requests, capped for server.tomcat.threads.max=200)");
		assertThat(settings.warning()).isNull();
	}

	@Test
	void waitersThatWereAskedForAndCannotBeAreWarnedAbout() {
		this.properties.setMaxRequests(100);
		this.properties.setMaxWaiting(100);
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties, TWO_HUNDRED, 2, false);
		assertThat(settings.maxWaiting().value()).isEqualTo(80);
		assertThat(settings.warning()).contains("100 requests served and 100 waiting",
				"with server.tomcat.threads.max=200", "20 of which stay free",
				"Set server.tomcat.threads.max to 223 or more");
	}

	@Test
	void limitThatThePoolCannotReachIsWarnedAboutWithTheFix() {
		this.properties.setMaxRequests(300);
		ConcurrencySettings settings = ConcurrencySettings.derive(this.properties,
				new ServerThreads(100, "server.jetty.threads.max"), 2, false);
		assertThat(settings.maxRequests().value()).isEqualTo(300);
		assertThat(settings.maxWaiting().value()).isZero();
		assertThat(settings.warning()).contains("Set server.jetty.threads.max to 500 or more");
	}

	@Test
	void orderOfTheQueueReachesTheLimit() {
		this.properties.setWaitTime(Duration.ofMillis(100));
		assertThat(ConcurrencySettings.derive(this.properties, null, 2, false).limitSettings().order())
			.isEqualTo(QueueOrder.FIFO);
		this.properties.setQueueOrder(ConcurrencyProperties.Order.ADAPTIVE);
		assertThat(ConcurrencySettings.derive(this.properties, null, 2, false).limitSettings().order())
			.isEqualTo(QueueOrder.adaptive(Duration.ofMillis(100)));
	}

	@Test
	void countsOutOfRangeAreRefused() {
		assertInvalid("max-requests", (properties) -> properties.setMaxRequests(0));
		assertInvalid("max-requests", (properties) -> properties.setMaxRequests(-5));
		assertInvalid("max-requests", (properties) -> properties.setMaxRequests(2_097_152));
		assertInvalid("max-requests-per-cpu", (properties) -> properties.setMaxRequestsPerCpu(0));
		assertInvalid("max-waiting", (properties) -> properties.setMaxWaiting(-1));
		assertInvalid("max-waiting", (properties) -> properties.setMaxWaiting(Integer.MAX_VALUE));
	}

	@Test
	void timesOutOfRangeAreRefused() {
		Duration negative = Duration.ofMillis(-1);
		assertInvalid("wait-time", (properties) -> properties.setWaitTime(negative));
		assertInvalid("wait-time", (properties) -> properties.setWaitTime(Duration.ofDays(365_000)));
		assertInvalid("health-wait-time", (properties) -> properties.setHealthWaitTime(negative));
		assertInvalid("health-recovery-time", (properties) -> properties.setHealthRecoveryTime(negative));
	}

	@Test
	void rejectionsThatMakeNoSenseAreRefused() {
		assertInvalid("reject.status", (properties) -> properties.getReject().setStatus(500));
		assertInvalid("reject.retry-after-min", (properties) -> properties.getReject().setRetryAfterMin(Duration.ZERO));
		assertInvalid("reject.retry-after-min",
				(properties) -> properties.getReject().setRetryAfterMin(Duration.ofSeconds(33)));
		assertInvalid("reject.retry-after-max",
				(properties) -> properties.getReject().setRetryAfterMax(Duration.ofMillis(999)));
	}

	private static void assertInvalid(String property, Consumer<ConcurrencyProperties> change) {
		ConcurrencyProperties properties = new ConcurrencyProperties();
		change.accept(properties);
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> ConcurrencySettings.derive(properties, null, 2, false))
			.withMessageContaining("'monitor.concurrency." + property + "'")
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("monitor.concurrency." + property))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).startsWith("Use "));
	}

}
