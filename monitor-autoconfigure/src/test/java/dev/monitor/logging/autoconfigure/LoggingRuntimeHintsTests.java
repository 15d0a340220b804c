package dev.monitor.logging.autoconfigure;

import dev.monitor.logging.logback.EventFormatter;
import dev.monitor.logging.logback.LineSettings;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingRuntimeHints}.
 */
class LoggingRuntimeHintsTests {

	@Test
	void whatIsFoundByNameIsThere() {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(LoggingRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, null));
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(EventFormatter.class.getConstructors()[0]))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(LineSettings.PROPERTIES.getType().toClass()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("logback-spring.xml")).accepts(hints);
	}

}
