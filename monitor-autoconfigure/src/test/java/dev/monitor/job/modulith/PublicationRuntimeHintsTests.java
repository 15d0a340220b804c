package dev.monitor.job.modulith;

import dev.monitor.job.autoconfigure.ModulithJobAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PublicationRuntimeHints}.
 */
class PublicationRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	PublicationRuntimeHintsTests() {
		new PublicationRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void theDoorBringsThem() {
		ImportRuntimeHints imported = AnnotatedElementUtils.findMergedAnnotation(ModulithJobAutoConfiguration.class,
				ImportRuntimeHints.class);
		assertThat(imported).isNotNull();
		assertThat(imported.value()).containsExactly(PublicationRuntimeHints.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "JdbcEventPublicationRepository", "JdbcEventPublicationRepositoryV2" })
	void theProxyOfARepositoryHasAHint(String name) throws ClassNotFoundException {
		Class<?> repository = Class.forName("org.springframework.modulith.events.jdbc." + name);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(ClassUtils.getAllInterfacesForClass(repository)))
			.accepts(this.hints);
	}

	@Test
	void callsThatTheProxyHandsOnHaveAHint() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(EventPublicationRepository.class, "findIncompletePublications")).accepts(this.hints);
	}

}
