package dev.monitor.dependency.autoconfigure;

import java.util.List;
import java.util.Objects;

import dev.monitor.dependency.DependencyCheck;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link SpringBootCondition} that matches if the application names a dependency, by a
 * property or by a bean. A property that cannot be used matches too, since it has to stop
 * the start.
 */
final class OnDependencyCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final List<ConfigurationPropertyName> PREFIXES = List.of(
			ConfigurationPropertyName.of(ConfiguredNames.PREFIX),
			ConfigurationPropertyName.of(DependencyFactory.DEFAULTS));

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("dependencies");
		if (isConfigured(context.getEnvironment())) {
			return ConditionOutcome.match(message.because("there are properties of dependencies"));
		}
		if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(Objects.requireNonNull(context.getBeanFactory()),
				DependencyCheck.class, true, false).length > 0) {
			return ConditionOutcome.match(message.because("there are beans of type DependencyCheck"));
		}
		return ConditionOutcome.noMatch(message.because("neither a property nor a bean names one"));
	}

	private static boolean isConfigured(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			for (ConfigurationPropertyName prefix : PREFIXES) {
				if (source.containsDescendantOf(prefix) == ConfigurationPropertyState.PRESENT
						|| source.getConfigurationProperty(prefix) != null) {
					return true;
				}
			}
		}
		return false;
	}

}
