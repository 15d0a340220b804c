package dev.monitor.health.autoconfigure;

import dev.monitor.condition.TestEnvironment;
import dev.monitor.property.EarlyProperty;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@value #PROPERTY} is {@code false}. In a test of Spring's it has to be
 * {@code true}: indicators would ask mocks while they are told what to answer, and
 * servers that are not there.
 */
class OnBackgroundHealth extends SpringBootCondition {

	static final String PROPERTY = "monitor.health.background.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean test = TestEnvironment.is((ConfigurableEnvironment) context.getEnvironment());
		boolean enabled = EarlyProperty.read(context.getEnvironment(), PROPERTY, Boolean.class, !test);
		return new ConditionOutcome(enabled, ConditionMessage.forCondition("Background health")
			.because(PROPERTY + " is " + enabled + (test ? " in this test" : "")));
	}

}
