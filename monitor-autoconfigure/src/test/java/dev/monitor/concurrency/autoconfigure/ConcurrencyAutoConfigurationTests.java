package dev.monitor.concurrency.autoconfigure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.TestLimit;
import dev.monitor.concurrency.WaitListener;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.concurrency.servlet.ConcurrencyLimitFilter;
import dev.monitor.gate.Gate;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class));

	@Test
	void limitsRequests() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(ConcurrencyLimit.class);
			assertThat(context).hasSingleBean(ConcurrencyMetrics.class);
			int processors = Runtime.getRuntime().availableProcessors();
			assertThat(context.getBean(ConcurrencyLimit.class).limiter().limit()).isEqualTo(25 * processors);
		});
	}

	@Test
	void filterStandsJustInsideTheObservationOfRequestsAndSeesRequestsOnly() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(ConcurrencyLimitFilter.class);
			assertThat(registration.getOrder()).isEqualTo(FilterOrder.CONCURRENCY.value());
			assertThat(registration.determineDispatcherTypes()).isEqualTo(EnumSet.of(DispatcherType.REQUEST));
			assertThat(registration.isAsyncSupported()).isTrue();
		});
	}

	@Test
	void gateIsOpenAndHasItsRankAmongGates() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Gate.class).name()).isEqualTo("concurrency");
			assertThat(context.getBean(Gate.class).verdict().open()).isTrue();
			assertThat(context.findAnnotationOnBean("monitorConcurrencyGate", Order.class)).isNotNull()
				.extracting(Order::value)
				.isEqualTo(40);
		});
	}

	@Test
	void canBeSwitchedOff() {
		for (String property : new String[] { "monitor.concurrency.enabled=false", "monitor.enabled=false" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context.getBeanDefinitionNames())
					.noneMatch((name) -> name.contains("oncurrency")));
		}
	}

	@Test
	void needsAWebServerOfServlets() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ConcurrencyLimit.class));
		for (Class<?> type : new Class<?>[] { Filter.class, FilterRegistrationBean.class,
				WebServerApplicationContext.class }) {
			new ApplicationContextRunner().withClassLoader(new FilteredClassLoader(type))
				.withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConcurrencyLimit.class));
		}
	}

	@Test
	void worksWithoutTheLibrariesThatAreOptional() {
		this.runner
			.withClassLoader(new FilteredClassLoader(MeterBinder.class, ManagementPortType.class,
					TomcatServletWebServerFactory.class,
					org.springframework.boot.jetty.servlet.JettyServletWebServerFactory.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(ConcurrencyLimit.class);
				assertThat(context).hasSingleBean(FilterRegistrationBean.class);
				assertThat(context).doesNotHaveBean(ConcurrencyMetrics.class);
			});
	}

	@Test
	void filterOfTheUserWins() {
		this.runner.withUserConfiguration(UserFilter.class).run((context) -> {
			assertThat(context).doesNotHaveBean("monitorConcurrencyLimitFilter");
			assertThat(context.getBean(FilterRegistrationBean.class).getOrder()).isEqualTo(7);
		});
	}

	@Test
	void propertiesReachTheLimiter() {
		this.runner
			.withPropertyValues("monitor.concurrency.max-requests=3", "monitor.concurrency.max-waiting=0",
					"monitor.concurrency.health-wait-time=0s")
			.run((context) -> {
				ConcurrencyLimiter limiter = context.getBean(ConcurrencyLimit.class).limiter();
				assertThat(limiter.limit()).isEqualTo(3);
				for (int i = 0; i < 3; i++) {
					assertThat(limiter.tryAcquire()).isTrue();
				}
				assertThat(context.getBean(Gate.class).verdict().open()).isTrue();
				assertThat(limiter.acquire(1)).hasToString("QUEUE_FULL");
				assertThat(context.getBean(Gate.class).verdict().open()).isFalse();
			});
	}

	@Test
	void emptyModeEnforcesWithItsGate() {
		this.runner.withPropertyValues("monitor.concurrency.mode=").run((context) -> {
			assertThat(context.getBean(ConcurrencyLimit.class).mode()).isEqualTo(Mode.ENFORCE);
			assertThat(context).hasSingleBean(Gate.class);
		});
	}

	@Test
	void observingRejectsNobodyAndHasNoGate() {
		this.runner
			.withPropertyValues("monitor.concurrency.mode=Observe", "monitor.concurrency.max-requests=1",
					"monitor.concurrency.max-waiting=0")
			.run((context) -> {
				ConcurrencyLimit limit = context.getBean(ConcurrencyLimit.class);
				assertThat(limit.mode()).isEqualTo(Mode.OBSERVE);
				Permit first = TestLimit.permit(limit.enter(ConcurrencyLimit.NO_DEADLINE));
				TestLimit.permit(limit.enter(ConcurrencyLimit.NO_DEADLINE)).release();
				first.release();
				assertThat(limit.outcomes().total(Admission.QUEUE_FULL)).isEqualTo(1);
				assertThat(limit.limiter().active()).isZero();
				assertThat(context).doesNotHaveBean(Gate.class);
			});
	}

	@Test
	void threadsOfTheServerBoundWhatWaits() {
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.runner.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
				.withPropertyValues("server.tomcat.threads.max=20", "monitor.concurrency.max-requests=15")
				.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).limiter().maxWaiting())
					.isEqualTo(1));
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("max-waiting=1 (half of max-requests, capped for server.tomcat.threads.max=20)");
		}
	}

	@Test
	void allListenersOfTheUserJoinInOrderBesideOurTimers() {
		List<String> told = new ArrayList<>();
		this.runner.withPropertyValues("monitor.concurrency.max-requests=1", "monitor.concurrency.max-waiting=1")
			.withBean("last", WaitListener.class, () -> new Recorder("last", 2, told))
			.withBean("first", WaitListener.class, () -> new Recorder("first", 1, told))
			.withBean("broken", WaitListener.class, () -> (admission, nanos) -> {
				throw new IllegalStateException("broken");
			})
			.withBean("roundTrips", RoundTripListener.class, () -> (start, inFlight, dropped) -> told.add("round trip"))
			.withBean("brokenRoundTrips", RoundTripListener.class, () -> (start, inFlight, dropped) -> {
				throw new IllegalStateException("broken");
			})
			.withBean("moreRoundTrips", RoundTripListener.class,
					() -> (start, inFlight, dropped) -> told.add("another"))
			.run((context) -> {
				SimpleMeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(ConcurrencyMetrics.class).bindTo(registry);
				ConcurrencyLimit limit = context.getBean(ConcurrencyLimit.class);
				Permit permit = TestLimit.permit(limit.enter(ConcurrencyLimit.NO_DEADLINE));
				assertThat(limit.enter(1).admission()).isEqualTo(Admission.DEADLINE);
				permit.complete(false);
				assertThat(told).containsExactly("first DEADLINE", "last DEADLINE", "round trip", "another");
				assertThat(registry.get("monitor.concurrency.wait").tag("outcome", "rejected").timer().count())
					.isEqualTo(1);
			});
	}

	@Test
	void limitThatTheServerCannotReachIsWarnedAbout() {
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.runner.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
				.withPropertyValues("server.tomcat.threads.max=20", "monitor.concurrency.max-requests=40")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).anyMatch((line) -> line.startsWith("WARN ") && line.contains("out of reach")
					&& line.contains("Set server.tomcat.threads.max to 67 or more"));
		}
	}

	@Test
	void oneLineAtTheStartSaysWhatIsInForce() {
		int processors = Runtime.getRuntime().availableProcessors();
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.runner.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("INFO Limiting requests")
				.contains("max-requests=%d (25 x %d processors)".formatted(25 * processors, processors),
						"wait-time=1000 ms", "max-waiting=%d (half of max-requests)".formatted(25 * processors / 2),
						"health-wait-time=10000 ms");
		}
	}

	@Test
	void badPropertyStopsTheStart() {
		this.runner.withPropertyValues("monitor.concurrency.max-requests=0")
			.run((context) -> assertInvalid(context, "monitor.concurrency.max-requests",
					"Use a whole number from 1 to 2097151."));
		this.runner.withPropertyValues("monitor.concurrency.reject.status=404")
			.run((context) -> assertInvalid(context, "monitor.concurrency.reject.status", "Use 503 or 429."));
	}

	@Test
	void badPatternStopsTheStart() {
		this.runner
			.withPropertyValues("monitor.concurrency.exclude[0]=/ok/**", "monitor.concurrency.exclude[1]=/a/{b/c")
			.run((context) -> assertInvalid(context, "monitor.concurrency.exclude[1]",
					"Write a path such as /status, or a pattern such as /assets/** or /api/*/ping."));
		this.runner.withPropertyValues("monitor.concurrency.exclude[0]=")
			.run((context) -> assertInvalid(context, "monitor.concurrency.exclude[0]",
					"Write a path such as /status, or a pattern such as /assets/** or /api/*/ping."));
	}

	@Test
	void stoppingLetsNobodyWaitAndComesBeforeTheGracefulShutdown() {
		this.runner.withPropertyValues("monitor.concurrency.max-requests=1").run((context) -> {
			ConcurrencyLifecycle lifecycle = context.getBean(ConcurrencyLifecycle.class);
			assertThat(lifecycle.getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
			assertThat(lifecycle.isRunning()).isTrue();
			ConcurrencyLimiter limiter = context.getBean(ConcurrencyLimit.class).limiter();
			assertThat(limiter.tryAcquire()).isTrue();
			context.close();
			assertThat(lifecycle.isRunning()).isFalse();
			assertThat(limiter.acquire(Long.MAX_VALUE)).hasToString("SHUTDOWN");
		});
	}

	@Test
	void startingAgainLetsRequestsWaitAgain() {
		this.runner.withPropertyValues("monitor.concurrency.max-requests=1").run((context) -> {
			ConcurrencyLimiter limiter = context.getBean(ConcurrencyLimit.class).limiter();
			assertThat(limiter.tryAcquire()).isTrue();
			context.getBean(ConcurrencyLifecycle.class).stop();
			assertThat(limiter.acquire(1)).hasToString("SHUTDOWN");
			context.getBean(ConcurrencyLifecycle.class).start();
			assertThat(limiter.acquire(1)).hasToString("WAIT_TIMEOUT");
		});
	}

	private static void assertInvalid(AssertableWebApplicationContext context, String property, String remedy) {
		assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
				assertThat(ex).hasMessageContaining("'" + property + "'");
				assertThat(ex.analysis().getAction()).isEqualTo(remedy);
			});
	}

	private record Recorder(String name, int order, List<String> told) implements WaitListener, Ordered {

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public void waited(Admission admission, long nanos) {
			this.told.add(this.name + " " + admission);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserFilter {

		@Bean
		FilterRegistrationBean<ConcurrencyLimitFilter> limits(ConcurrencyLimit limit) {
			FilterRegistrationBean<ConcurrencyLimitFilter> registration = new FilterRegistrationBean<>();
			registration.setOrder(7);
			return registration;
		}

	}

}
