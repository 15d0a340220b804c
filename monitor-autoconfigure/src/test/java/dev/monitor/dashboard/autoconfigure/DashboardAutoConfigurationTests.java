package dev.monitor.dashboard.autoconfigure;

import java.util.List;
import java.util.Locale;

import dev.monitor.Hints;
import dev.monitor.dashboard.RoleViewers;
import dev.monitor.dashboard.TokenViewers;
import dev.monitor.dashboard.reactive.DashboardUsers;
import dev.monitor.guard.TokenHash;
import dev.monitor.http.OwnPaths;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.status.Action;
import dev.monitor.status.StatusSource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.Ordered;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class DashboardAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(DashboardAutoConfiguration.class,
			EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
			ManagementContextAutoConfiguration.class);

	private static final String HASH = TokenHash.of("token").toHex();

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withClassLoader(new FilteredClassLoader(PrometheusMeterRegistry.class))
		.withPropertyValues("server.port=8080");

	@Test
	void editorsProposeEveryAction() {
		assertThat(Hints.of("monitor.dashboard.actions")).contains("none").containsAll(DashboardSettings.ACTIONS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.dashboard.enabled=false", "monitor.enabled=false" })
	void switchedOffThereIsNoBean(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context.getBeanDefinitionNames())
				.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("dashboard")));
	}

	@Test
	void withoutTokensAndRoleAKeyIsMadeAndToldOnce() {
		this.contextRunner.run((context) -> {
			DashboardAccess access = context.getBean(DashboardAccess.class);
			assertThat(access.viewers()).isInstanceOf(TokenViewers.class);
			assertThat(access.takeKey()).matches("[0-9a-f]{64}");
			assertThat(access.takeKey()).isNull();
		});
	}

	@Test
	void tokensComeBeforeARoleUnlessThatIsForced() {
		WebApplicationContextRunner both = this.contextRunner.withPropertyValues("monitor.dashboard.role=ADMIN",
				"monitor.dashboard.tokens.mine.hash=" + HASH);
		both.run((context) -> {
			assertThat(context.getBean(DashboardAccess.class).viewers()).isInstanceOf(TokenViewers.class);
			assertThat(context.getBean(DashboardAccess.class).takeKey()).isNull();
		});
		both.withPropertyValues("monitor.dashboard.access=role")
			.run((context) -> assertThat(context.getBean(DashboardAccess.class).viewers())
				.isEqualTo(new RoleViewers("ADMIN", null)));
		both.withPropertyValues("monitor.dashboard.access=key")
			.run((context) -> assertThat(context.getBean(DashboardAccess.class).takeKey()).isNotNull());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					access=tokens                     | monitor.dashboard.access         | needs a token and none is configured
					access=role                       | monitor.dashboard.role           | must be set because monitor.dashboard.access is
					operate-role=BOSS                 | monitor.dashboard.role           | must be set because monitor.dashboard.operate-role is set
					role=ADMIN,listen-address=:0      | monitor.dashboard.listen-address | knows no roles
					ssl-bundle=mine                   | monitor.dashboard.listen-address | must be set because monitor.dashboard.ssl-bundle is set
					tokens.a.expires=2030             | monitor.dashboard.tokens.a       | date and time
					tokens.a.hash=abc                 | monitor.dashboard.tokens.a.hash  | is not the SHA-256
					tokens.a.file=/nowhere/token      | monitor.dashboard.tokens.a.file  | cannot be read
					""")
	void whatCannotBeUsedStopsTheStart(String values, String property, String problem) {
		String[] properties = values.split(",");
		for (int i = 0; i < properties.length; i++) {
			properties[i] = "monitor.dashboard." + properties[i];
		}
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContainingAll(property, problem));
	}

	@Test
	void noActionMayBeWrittenAsNone() {
		this.contextRunner.withPropertyValues("monitor.dashboard.actions=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void anActionOfTheApplicationMayBeListed() {
		WebApplicationContextRunner listed = this.contextRunner
			.withPropertyValues("monitor.dashboard.actions=reindex,limit");
		listed.run((context) -> assertThat(context).getFailure()
			.isInstanceOf(InvalidPropertyException.class)
			.hasMessageContaining("'monitor.dashboard.actions' with value 'reindex'"));
		StatusSource search = mock(StatusSource.class);
		Action reindex = mock(Action.class);
		given(reindex.name()).willReturn("reindex");
		given(search.actions()).willReturn(List.of(reindex));
		listed.withBean(StatusSource.class, () -> search).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/dashboard,", "/manage/dashboard, management.endpoints.web.base-path=/manage",
			"/api/actuator/dashboard, spring.mvc.servlet.path=/api" })
	void itStandsBesideTheEndpointsAndIsNoneOfTheApplicationsPaths(String path, String property) {
		this.contextRunner.withPropertyValues((property != null) ? property : "a=b").run((context) -> {
			DashboardManagementContextConfiguration registration = context
				.getBean(DashboardManagementContextConfiguration.class);
			assertThat(registration.getUrlMappings()).containsExactly(path + "/*");
			OwnPaths paths = registration;
			assertThat(paths.contain(path)).isTrue();
			assertThat(paths.contain(path + "/data/now")).isTrue();
			assertThat(paths.contain("/orders")).isFalse();
		});
	}

	@Test
	void itTakesNoPathAtTheRootOfTheApplication() {
		this.contextRunner.withPropertyValues("management.endpoints.web.base-path=/").run((context) -> {
			DashboardManagementContextConfiguration registration = context
				.getBean(DashboardManagementContextConfiguration.class);
			assertThat(registration.isEnabled()).isFalse();
			assertThat(registration.contain("/dashboard/")).isFalse();
		});
	}

	@Test
	void reactiveApplicationsHaveItBesideTheirEndpoints() {
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
			.withConfiguration(CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader(PrometheusMeterRegistry.class))
			.withPropertyValues("server.port=8080");
		reactive.run((context) -> {
			ReactiveDashboardManagementContextConfiguration filter = context
				.getBean(ReactiveDashboardManagementContextConfiguration.class);
			assertThat(filter.contain("/actuator/dashboard/data/now")).isTrue();
			assertThat(filter.contain("/actuator/dashboards")).isFalse();
			assertThat(filter.getOrder()).isLessThan(-100);
			assertThat(context).doesNotHaveBean(DashboardManagementContextConfiguration.class)
				.doesNotHaveBean(DashboardUsers.class);
		});
		reactive.withPropertyValues("monitor.dashboard.role=VIEWER").run((context) -> {
			assertThat(context.getBean(ReactiveDashboardManagementContextConfiguration.class).getOrder())
				.isEqualTo(Ordered.LOWEST_PRECEDENCE);
			assertThat(context).hasSingleBean(DashboardUsers.class);
		});
		for (String property : List.of("management.endpoints.web.base-path=/",
				"monitor.dashboard.listen-address=127.0.0.1:0")) {
			reactive.withPropertyValues(property)
				.run((context) -> assertThat(context.getBean(ReactiveDashboardManagementContextConfiguration.class)
					.contain("/actuator/dashboard")).isFalse());
		}
		reactive.withPropertyValues("monitor.dashboard.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DashboardAccess.class)
				.doesNotHaveBean(WebFilter.class));
	}

	@Test
	void applicationsWithoutAWebServerHaveItOnAListenerOnly() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DashboardAccess.class));
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("monitor.dashboard.listen-address=127.0.0.1:0")
			.run((context) -> assertThat(context).hasSingleBean(DashboardAccess.class)
				.hasBean("monitorDashboardListener"));
	}

}
