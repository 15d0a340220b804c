package dev.monitor.dependency.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.monitor.check.Probe;
import dev.monitor.check.actuate.BlockingHealth;
import dev.monitor.check.actuate.FailingStatus;
import dev.monitor.check.actuate.IndicatorProbe;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.util.ClassUtils;

/**
 * Health indicators by their bean names or by the names under which Boot shows them,
 * found when they are checked and not before.
 */
final class IndicatorBeans {

	private static final String NEEDED = "org.springframework.boot.health.contributor.HealthContributor";

	/**
	 * These tell of the gates, one of which may wait for the dependency.
	 */
	private static final Set<String> OWN = Set.of("dependenciesHealthContributor", "gatesHealthContributor",
			"readinessStateHealthIndicator");

	private final ListableBeanFactory beans;

	IndicatorBeans(ListableBeanFactory beans) {
		this.beans = beans;
	}

	Probe probe(ConfiguredProbe configured) {
		String property = configured.property("indicator");
		String name = configured.indicator();
		if (!ClassUtils.isPresent(NEEDED, null)) {
			throw new InvalidPropertyException(property, name, "needs spring-boot-health, which is not there",
					"Add spring-boot-starter-actuator to the application.");
		}
		return Actuate.probe(this.beans, property, name);
	}

	/**
	 * What can only be loaded with spring-boot-health.
	 */
	private static final class Actuate {

		static Probe probe(ListableBeanFactory beans, String property, String name) {
			Set<String> known = contributors(beans);
			List<String> meant = List.of(name, name + "HealthIndicator", name + "HealthContributor");
			String bean = meant.stream().filter(known::contains).findFirst().orElse(null);
			if (bean == null || OWN.contains(bean)) {
				known.removeAll(OWN);
				throw new InvalidPropertyException(property, name,
						(bean == null) ? "names no health indicator" : "names an indicator of the gates",
						known.isEmpty() ? "Define a bean of type HealthIndicator."
								: "Set it to one of these beans: " + String.join(", ", known) + ".");
			}
			return new IndicatorProbe(() -> contributor(beans, bean), new FailingStatus(beans));
		}

		private static Set<String> contributors(ListableBeanFactory beans) {
			Set<String> names = new LinkedHashSet<>();
			for (Class<?> type : List.of(HealthContributor.class, ReactiveHealthContributor.class)) {
				names.addAll(List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false)));
			}
			return names;
		}

		private static HealthContributor contributor(ListableBeanFactory beans, String name) {
			Object bean = beans.getBean(name);
			return (bean instanceof ReactiveHealthContributor reactive) ? BlockingHealth.of(reactive)
					: (HealthContributor) bean;
		}

	}

}
