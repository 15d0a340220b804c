package dev.monitor.condition;

import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link SpringBootCondition} behind
 * {@link ConditionalOnMissingContributor @ConditionalOnMissingContributor}.
 */
class OnMissingContributorCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnMissingContributor.class);
		String name = metadata.getAnnotations().get(ConditionalOnMissingContributor.class).getString("value");
		ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
		return Stream.of(name + "HealthContributor", name + "HealthIndicator", name)
			.filter((bean) -> beans.containsBean(bean) && (!bean.equals(name) || isContributor(beans, bean)))
			.findFirst()
			.map((bean) -> ConditionOutcome.noMatch(message.found("bean").items(bean)))
			.orElseGet(() -> ConditionOutcome.match(message.because("no health contributor is named " + name)));
	}

	/**
	 * A bean of the bare name may be anything.
	 */
	private static boolean isContributor(ConfigurableListableBeanFactory beans, String bean) {
		Class<?> type = beans.getType(bean, false);
		return type != null && (HealthContributor.class.isAssignableFrom(type)
				|| ReactiveHealthContributor.class.isAssignableFrom(type));
	}

}
