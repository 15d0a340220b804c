package dev.monitor.condition;

import java.util.Map;
import java.util.Objects;

import dev.monitor.property.EarlyProperty;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link SpringBootCondition} behind
 * {@link ConditionalOnMonitorFeature @ConditionalOnMonitorFeature}.
 */
class OnMonitorFeatureCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Map<String, Object> attributes = Objects
			.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnMonitorFeature.class.getName()));
		String feature = (String) Objects.requireNonNull(attributes.get("value"));
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnMonitorFeature.class, feature);
		for (String property : new String[] { "monitor.enabled", "monitor." + feature + ".enabled" }) {
			if (!EarlyProperty.read(context.getEnvironment(), property, Boolean.class, true)) {
				return ConditionOutcome.noMatch(message.because(property + " is false"));
			}
		}
		return ConditionOutcome.match(message.because("nothing switches it off"));
	}

}
