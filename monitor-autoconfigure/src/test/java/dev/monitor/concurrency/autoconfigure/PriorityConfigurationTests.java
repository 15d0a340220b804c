package dev.monitor.concurrency.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.monitor.CapturedLog;
import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.PriorityLevel;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Priorities as {@link ConcurrencyAutoConfiguration} makes them.
 */
class PriorityConfigurationTests {

	private static final String PREFIX = "monitor.concurrency.priorities.";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class));

	private final WebApplicationContextRunner ranked = this.runner.withPropertyValues(
			"monitor.concurrency.max-requests=10", PREFIX + "rules[0].path=/reports/{id}",
			PREFIX + "rules[0].method=get", PREFIX + "rules[0].priority=LOW");

	@Test
	void rulesGiveRequestsPriorities() {
		this.ranked.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(served(context.getBean(FilterRegistrationBean.class), "/reports/7")).isEqualTo(200);
			assertThat(served(context.getBean(FilterRegistrationBean.class), "/orders")).isEqualTo(200);
			assertThat(admitted(context.getBean(ConcurrencyLimit.class), Priority.LOW)).isEqualTo(1);
			assertThat(admitted(context.getBean(ConcurrencyLimit.class), Priority.NORMAL)).isEqualTo(1);
		});
	}

	@Test
	void withoutRulesThereIsNothingOfThem() {
		List<String> beans = beans(this.runner);
		this.runner.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).levels()).isEmpty());
		assertThat(beans(this.ranked)).as("no bean for priorities").containsExactlyInAnyOrderElementsOf(beans);
	}

	@Test
	void canBeSwitchedOffWithTheLimit() {
		this.ranked.withPropertyValues("monitor.concurrency.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConcurrencyLimit.class));
	}

	@Test
	void needAWebApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class))
			.withPropertyValues(PREFIX + "rules[0].path=/reports/**", PREFIX + "rules[0].priority=low")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConcurrencyLimit.class));
	}

	@Test
	void areThereInAReactiveApplicationAndWithoutMetrics() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class))
			.withPropertyValues(PREFIX + "header=X-Priority")
			.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).levels()).hasSize(4));
		this.ranked.withClassLoader(new FilteredClassLoader(MeterBinder.class)).run((context) -> {
			assertThat(context.getBean(ConcurrencyLimit.class).levels()).hasSize(4);
			assertThat(context).doesNotHaveBean(ConcurrencyMetrics.class);
		});
	}

	@Test
	void beansDecideInTheirOrderAlsoWithoutRules() {
		for (WebApplicationContextRunner each : List.of(this.runner, this.ranked)) {
			each.withUserConfiguration(UserPriorities.class).run((context) -> {
				served(context.getBean(FilterRegistrationBean.class), "/batch");
				served(context.getBean(FilterRegistrationBean.class), "/orders");
				assertThat(admitted(context.getBean(ConcurrencyLimit.class), Priority.BULK)).isEqualTo(1);
				assertThat(admitted(context.getBean(ConcurrencyLimit.class), Priority.CRITICAL)).isEqualTo(1);
			});
		}
	}

	@Test
	void propertiesReachTheLimitAndTheLogSaysWhatIsInForce() {
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.ranked
				.withPropertyValues(PREFIX + "low-share=40", PREFIX + "bulk-share=10",
						"monitor.concurrency.critical-reserve=30", "monitor.concurrency.mode=observe")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines())
				.anyMatch((line) -> line.endsWith("priorities: low-share=4, bulk-share=1, critical-reserve=3"));
		}
	}

	@Test
	void theReserveTakesThreadsTooSoALimitThatOnlyJustFitsIsWarnedAbout() {
		WebApplicationContextRunner tomcat = this.runner
			.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues("server.tomcat.threads.max=50", "monitor.concurrency.max-requests=40",
					"monitor.concurrency.max-waiting=5");
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			tomcat.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).noneMatch((line) -> line.contains("out of reach"));
			tomcat.withPropertyValues(PREFIX + "header=X-Priority")
				.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).limiter().maxWaiting())
					.isEqualTo(3));
			assertThat(log.lines()).anyMatch((line) -> line.contains("42 requests served and 5 waiting")
					&& line.contains("Set server.tomcat.threads.max to 53 or more")
					&& line.endsWith("Of those served, 2 are the reserve for critical ones."));
		}
	}

	@Test
	void closingTheApplicationSendsThoseAwayWhoWait() {
		this.ranked.withPropertyValues("monitor.concurrency.max-requests=1").run((context) -> {
			PriorityLevel low = context.getBean(ConcurrencyLimit.class).level(Priority.LOW);
			assertThat(low.enter(ConcurrencyLimit.NO_DEADLINE).admission()).isEqualTo(Admission.ADMITTED);
			low.enter(ConcurrencyLimit.NO_DEADLINE, (decision) -> {
			});
			context.close();
			assertThat(low.outcomes().total(Admission.SHUTDOWN)).isEqualTo(1);
		});
	}

	@Test
	void whatMakesNoSenseStopsTheStart() {
		assertInvalid("rules[0].priority", PREFIX + "rules[0].path=/reports");
		assertInvalid("rules[0].path", PREFIX + "rules[0].priority=low");
		assertInvalid("rules[0].path", PREFIX + "rules[0].path=reports", PREFIX + "rules[0].priority=low");
		assertInvalid("rules[0].method", PREFIX + "rules[0].method=G ET", PREFIX + "rules[0].priority=low");
		assertInvalid("rules[0].header", PREFIX + "rules[0].header=:x=y", PREFIX + "rules[0].priority=low");
		assertInvalid("header", PREFIX + "header=X Priority");
		assertInvalid("low-share", PREFIX + "low-share=0");
		assertInvalid("bulk-share", PREFIX + "bulk-share=101");
		this.runner.withPropertyValues("monitor.concurrency.critical-reserve=101")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> assertThat(failure.getProperty())
					.isEqualTo("monitor.concurrency.critical-reserve")));
	}

	@Test
	void aPriorityThatDoesNotExistStopsTheStartWithThoseThatDo() {
		this.runner.withPropertyValues(PREFIX + "rules[0].path=/a", PREFIX + "rules[0].priority=urgent")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(PREFIX + "rules[0].priority")
				.hasStackTraceContaining(BindException.class.getName()));
	}

	private void assertInvalid(String property, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(context.getStartupFailure()).as(property)
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(failure) -> assertThat(failure.getProperty()).isEqualTo(PREFIX + property)));
	}

	private static List<String> beans(WebApplicationContextRunner runner) {
		String[][] names = new String[1][];
		runner.run((context) -> names[0] = context.getBeanDefinitionNames());
		return Arrays.asList(names[0]);
	}

	private static long admitted(ConcurrencyLimit limit, Priority priority) {
		return limit.level(priority).outcomes().total(Admission.ADMITTED);
	}

	private static int served(FilterRegistrationBean<?> registration, String path) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setServletPath(path);
		MockHttpServletResponse response = new MockHttpServletResponse();
		Filter filter = Objects.requireNonNull(registration.getFilter());
		filter.doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

	@Configuration(proxyBeanMethods = false)
	static class UserPriorities {

		@Bean
		@Order(2)
		RequestPriority everythingElse() {
			return (request) -> Priority.CRITICAL;
		}

		@Bean
		@Order(1)
		RequestPriority batches() {
			return (request) -> request.path().equals("/batch") ? Priority.BULK : null;
		}

	}

}
