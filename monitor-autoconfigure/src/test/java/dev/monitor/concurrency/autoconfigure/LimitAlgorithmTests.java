package dev.monitor.concurrency.autoconfigure;

import com.netflix.concurrency.limits.Limit;
import dev.monitor.CapturedLog;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.TestLimit;
import dev.monitor.concurrency.actuate.ConcurrencyEndpoint;
import dev.monitor.concurrency.adaptive.AdaptiveLimit;
import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of algorithm, deadline header, streaming and endpoint.
 */
class LimitAlgorithmTests {

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class));

	@Test
	void limitIsFixedUnlessAskedOtherwise() {
		this.runner.run((context) -> assertThat(
				LimitAlgorithm.listener(context.getBean(ConcurrencyLimit.class), context.getClassLoader()))
			.isNull());
	}

	@Test
	void everyAlgorithmMovesTheLimit() {
		for (String algorithm : new String[] { "gradient2", "vegas", "aimd" }) {
			this.runner.withPropertyValues("monitor.concurrency.algorithm=" + algorithm)
				.run((context) -> assertThat(
						LimitAlgorithm.listener(context.getBean(ConcurrencyLimit.class), context.getClassLoader()))
					.isInstanceOf(AdaptiveLimit.class));
		}
	}

	@Test
	void boundsReachTheAlgorithm() {
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.runner
				.withPropertyValues("monitor.concurrency.algorithm=aimd", "monitor.concurrency.min-requests=3",
						"monitor.concurrency.max-requests=7", "monitor.concurrency.max-requests-per-cpu=5000")
				.run((context) -> {
					assertThat(context.getBean(ConcurrencyLimit.class).bounds().lowest()).isEqualTo(3);
					assertThat(context.getBean(ConcurrencyLimit.class).bounds().highest()).isEqualTo(7);
					assertThat(context.getBean(ConcurrencyLimit.class).limiter().limit()).isEqualTo(7);
					assertThat(log.lines()).singleElement()
						.asString()
						.contains("algorithm=aimd, max-requests=7 (as set), min-requests=3 (as set), limit=7 (5000 x "
								+ PROCESSORS + " processors, bounded)");
				});
		}
	}

	@Test
	void threadsOfTheServerAreTheHighestLimit() {
		this.runner.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues("server.tomcat.threads.max=100", "monitor.concurrency.algorithm=vegas")
			.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).bounds().highest()).isEqualTo(60));
		this.runner.withPropertyValues("monitor.concurrency.algorithm=vegas")
			.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).bounds().highest()).isEqualTo(1000));
	}

	@Test
	void withoutTheLibraryTheLimitCanOnlyBeFixed() {
		WebApplicationContextRunner without = this.runner.withClassLoader(new FilteredClassLoader(Limit.class));
		without.run((context) -> assertThat(context).hasNotFailed());
		without.withPropertyValues("monitor.concurrency.algorithm=gradient2")
			.run((context) -> assertInvalid(context, "algorithm' with value 'gradient2'",
					"Add com.netflix.concurrency-limits:concurrency-limits-core, or use fixed."));
	}

	@Test
	void badBoundsStopTheStart() {
		this.runner
			.withPropertyValues("monitor.concurrency.algorithm=vegas", "monitor.concurrency.min-requests=8",
					"monitor.concurrency.max-requests=7")
			.run((context) -> assertInvalid(context, "min-requests' with value '8'",
					"Use a whole number from 1 to 7, or raise monitor.concurrency.max-requests."));
		this.runner.withPropertyValues("monitor.concurrency.min-requests=0")
			.run((context) -> assertInvalid(context, "min-requests' with value '0'",
					"Use a whole number from 1 to 2097151."));
		this.runner.withPropertyValues("monitor.concurrency.algorithm=magic")
			.run((context) -> assertThat(context).hasFailed().getFailure().hasMessageContaining("monitor.concurrency"));
	}

	@Test
	void badNameOfTheDeadlineHeaderStopsTheStart() {
		for (String name : new String[] { "X Time", "X-Time:", "", "X-Zeit\u00e4", "a/b", "X\"" }) {
			this.runner.withPropertyValues("monitor.concurrency.deadline-header=" + name)
				.run((context) -> assertInvalid(context, "deadline-header' with value '" + name.trim() + "'",
						"Use a name such as X-Envoy-Expected-Rq-Timeout-Ms."));
		}
		this.runner.withPropertyValues("monitor.concurrency.deadline-header=X-Envoy-Expected-Rq-Timeout-Ms")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void streamingIsOneOfTwo() {
		this.runner.withPropertyValues("monitor.concurrency.streaming=hold")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("monitor.concurrency.streaming=maybe")
			.run((context) -> assertThat(context).hasFailed().getFailure().hasMessageContaining("monitor.concurrency"));
	}

	@Test
	void endpointIsThereIfItIsExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ConcurrencyEndpoint.class));
		WebApplicationContextRunner exposed = this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=concurrency");
		exposed.run((context) -> assertThat(context).hasSingleBean(ConcurrencyEndpoint.class));
		exposed.withClassLoader(new FilteredClassLoader(WebEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("monitorConcurrencyEndpoint"));
		exposed.withPropertyValues("monitor.concurrency.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ConcurrencyEndpoint.class));
	}

	@Test
	void endpointOfTheUserWins() {
		ConcurrencyEndpoint own = new ConcurrencyEndpoint(TestLimit.enforcing(1, 0, new FakeTime()));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=concurrency")
			.withBean("own", ConcurrencyEndpoint.class, () -> own)
			.run((context) -> assertThat(context.getBean(ConcurrencyEndpoint.class)).isSameAs(own));
	}

	private static void assertInvalid(AssertableWebApplicationContext context, String property, String remedy) {
		assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
				assertThat(ex).hasMessageContaining("'monitor.concurrency." + property);
				assertThat(ex.analysis().getAction()).isEqualTo(remedy);
			});
	}

}
