package dev.monitor;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

/**
 * Whatever is found by its name at run time is known when a native image is built.
 */
class RuntimeHintsTests {

	private static final Iterable<JavaClass> CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.monitor");

	@Test
	void everyReflectionResourceAndProxyHasItsHint() {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.resource().forResource("dev/monitor/dashboard/page/index.html"))
			.accepts(hints);
		for (String field : List.of("hook", "outputBuffer")) {
			assertThat(reflection().onFieldAccess(Response.class, field)).accepts(hints);
		}
		assertThat(reflection().onFieldAccess(LazyConnectionDataSourceProxy.class, "readOnlyDataSource"))
			.accepts(hints);
		for (Class<?> base : List.of(AbstractHealthIndicator.class, AbstractReactiveHealthIndicator.class)) {
			assertThat(reflection().onMethodInvocation(method(base, "doHealthCheck", Health.Builder.class)))
				.accepts(hints);
		}
		assertThat(reflection().onMethodInvocation(method(RestClientResponseException.class, "getStatusCode")))
			.accepts(hints);
		assertThat(reflection().onMethodInvocation(method(HttpStatusCode.class, "value"))).accepts(hints);
		assertThat(hints.reflection().getTypeHint(HttpClient.class)).isNotNull();
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(EventPublicationRepository.class)).accepts(hints);
		assertThat(reflection()
			.onMethodInvocation(method(EventPublicationRepository.class, "markFailed", java.util.UUID.class)))
			.accepts(hints);
	}

	/**
	 * Add a hint, and what shows it above, before adding a name here. The command line
	 * and wars are no part of a native image.
	 */
	@Test
	void nothingElseIsFoundByItsName() {
		assertThat(callers()).containsExactlyInAnyOrderEntriesOf(Map.of("Class.getResourceAsStream",
				Set.of("dashboard.PageAssets", "ops.OperatorFiles"), "Class.getResource",
				Set.of("property.autoconfigure.KnownProperties"), "Class.getMethod",
				Set.of("delivery.ReportedCode", "dependency.probe.HttpProbeClient"), "Proxy.newProxyInstance",
				Set.of("job.modulith.ObservedRepository", "sql.jdbc.JdbcProxy"), "MethodHandles.privateLookupIn",
				Set.of("access.tomcat.SentResponse", "http.tomcat.DeployedValve"), "ReflectionUtils.findField",
				Set.of("sql.jdbc.InnerDataSources$SpringJdbc"), "ReflectionUtils.findMethod",
				Set.of("check.actuate.QuietIndicators")));
	}

	private static Map<String, Set<String>> callers() {
		Set<String> looked = Set.of("getResource", "getResourceAsStream", "getMethod", "getDeclaredMethod",
				"getDeclaredField", "getConstructor", "getDeclaredConstructor", "forName", "newProxyInstance",
				"privateLookupIn", "findField", "findMethod");
		Set<Class<?>> owners = Set.of(Class.class, Proxy.class, MethodHandles.class, ReflectionUtils.class);
		Map<String, Set<String>> callers = new TreeMap<>();
		for (JavaClass type : CLASSES) {
			for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
				JavaClass owner = call.getTargetOwner();
				if (looked.contains(call.getTarget().getName()) && owners.stream().anyMatch(owner::isEquivalentTo)) {
					callers
						.computeIfAbsent(owner.getSimpleName() + "." + call.getTarget().getName(),
								(name) -> new TreeSet<>())
						.add(type.getName().substring("dev.monitor.".length()));
				}
			}
		}
		return callers;
	}

	private static RuntimeHints hints() {
		RuntimeHints hints = new RuntimeHints();
		for (JavaClass type : CLASSES) {
			if (type.isAnnotatedWith(ImportRuntimeHints.class)) {
				for (Class<? extends RuntimeHintsRegistrar> registrar : type.reflect()
					.getAnnotation(ImportRuntimeHints.class)
					.value()) {
					BeanUtils.instantiateClass(registrar)
						.registerHints(hints, RuntimeHintsTests.class.getClassLoader());
				}
			}
		}
		return hints;
	}

	private static Method method(Class<?> type, String name, Class<?>... parameters) {
		Method method = ReflectionUtils.findMethod(type, name, parameters);
		assertThat(method).isNotNull();
		return method;
	}

}
