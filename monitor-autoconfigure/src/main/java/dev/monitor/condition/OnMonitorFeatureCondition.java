package dev.monitor.condition;

import java.util.Map;
import java.util.Objects;

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
		return OnSwitchCondition.outcome(context, "monitor." + attributes.get("value") + ".enabled", true, true);
	}

}
