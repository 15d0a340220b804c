package dev.monitor.http.autoconfigure;

import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.reactive.InFlightWebFilter;
import dev.monitor.http.servlet.InFlightFilter;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InFlightAutoConfiguration}.
 */
class InFlightAutoConfigurationTests {

	private static final AutoConfigurations DOOR = AutoConfigurations.of(InFlightAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(DOOR);

	@Test
	void requestsAreListedWithoutALimiterAndWithoutAContainer() {
		this.runner.withClassLoader(new FilteredClassLoader("org.apache.catalina", "org.eclipse.jetty"))
			.run((context) -> {
				assertThat(context).hasSingleBean(RequestsInFlight.class);
				assertThat(context.getBean(StatusSource.class).name()).isEqualTo("in_flight");
				assertThat(context.getBean(FilterRegistrationBean.class).getFilter())
					.isInstanceOf(InFlightFilter.class);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.dashboard.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(StatusSource.class)
				.doesNotHaveBean(FilterRegistrationBean.class)
				.doesNotHaveBean(InFlightAutoConfiguration.class));
	}

	@Test
	void aGaugeCountsThemByRoute() {
		MeterRegistry registry = new SimpleMeterRegistry();
		this.runner.run((context) -> context.getBean(MeterBinder.class).bindTo(registry));
		assertThat(registry.get("monitor.requests.active").tag("uri", "UNKNOWN").gauge().value()).isZero();
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RequestsInFlight.class));
		this.runner.withClassLoader(new FilteredClassLoader(FilterRegistrationBean.class))
			.run((context) -> context.getBean(MeterBinder.class).bindTo(new SimpleMeterRegistry()));
	}

	@Test
	void withoutServletsThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(DOOR)
			.run((context) -> assertThat(context).doesNotHaveBean(RequestsInFlight.class));
		this.runner.withClassLoader(new FilteredClassLoader(FilterRegistrationBean.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestsInFlight.class));
	}

	@Test
	void reactiveRequestsAreListedToo() {
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
			.withConfiguration(DOOR);
		reactive.run((context) -> assertThat(context).hasSingleBean(RequestsInFlight.class)
			.hasSingleBean(InFlightWebFilter.class)
			.doesNotHaveBean(FilterRegistrationBean.class));
		reactive.withPropertyValues("monitor.dashboard.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RequestsInFlight.class)
				.doesNotHaveBean(WebFilter.class));
		reactive.withClassLoader(new FilteredClassLoader(WebFilter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestsInFlight.class));
	}

}
