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
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSwitch.class);
		if (!EarlyProperty.read(context.getEnvironment(), ALL, Boolean.class, true)) {
			return ConditionOutcome.noMatch(message.because(ALL + " is false"));
		}
		MergedAnnotation<ConditionalOnSwitch> annotation = metadata.getAnnotations().get(ConditionalOnSwitch.class);
		String property = annotation.getString("value");
		boolean on = EarlyProperty.read(context.getEnvironment(), property, Boolean.class,
				annotation.getBoolean("byDefault"));
		return new ConditionOutcome(on == annotation.getBoolean("on"), message.because(property + " is " + on));
	}

}
