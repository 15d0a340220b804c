package dev.monitor.health.autoconfigure;

import dev.monitor.condition.TestEnvironment;

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
		Boolean enabled = context.getEnvironment().getProperty(PROPERTY, Boolean.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition("Background health");
		if (enabled != null) {
			return new ConditionOutcome(enabled, message.because(PROPERTY + " is " + enabled));
		}
		boolean test = TestEnvironment.is((ConfigurableEnvironment) context.getEnvironment());
		return new ConditionOutcome(!test, message.because(test ? "this is a test" : "nothing switches it off"));
	}

}
