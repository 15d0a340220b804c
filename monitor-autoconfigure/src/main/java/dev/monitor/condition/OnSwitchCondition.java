package dev.monitor.condition;

import dev.monitor.property.EarlyProperty;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link SpringBootCondition} behind {@link ConditionalOnSwitch @ConditionalOnSwitch}.
 */
class OnSwitchCondition extends SpringBootCondition {

	private static final String ALL = "monitor.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<ConditionalOnSwitch> annotation = metadata.getAnnotations().get(ConditionalOnSwitch.class);
		return outcome(context, annotation.getString("value"), annotation.getBoolean("byDefault"),
				annotation.getBoolean("on"));
	}

	static ConditionOutcome outcome(ConditionContext context, String property, boolean byDefault, boolean wanted) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSwitch.class);
		if (!EarlyProperty.read(context.getEnvironment(), ALL, Boolean.class, true)) {
			return ConditionOutcome.noMatch(message.because(ALL + " is false"));
		}
		boolean on = EarlyProperty.read(context.getEnvironment(), property, Boolean.class, byDefault);
		return new ConditionOutcome(on == wanted, message.because(property + " is " + on));
	}

}
