package dev.monitor.dependency.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.TimeSource;
import dev.monitor.check.autoconfigure.CheckSchedules;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Defaults;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Dependency;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes dependencies of properties and of beans.
 */
final class DependencyFactory {

	private static final String DEFAULTS = "monitor.dependency-defaults";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-_.]*");

	private static final String NAME_PROBLEM = "has a name with other characters than letters (a to z), digits, '-', '_' and '.'";

	private final DependencyProperties properties;

	private final HttpProbeClients clients;

	private final ListableBeanFactory beans;

	private final CheckSchedules schedules;

	DependencyFactory(DependencyProperties properties, HttpProbeClients clients, ListableBeanFactory beans) {
		Defaults defaults = properties.getDependencyDefaults();
		this.properties = properties;
		this.clients = clients;
		this.beans = beans;
		this.schedules = new CheckSchedules(DEFAULTS, defaults, defaults.getFailureThreshold(),
				defaults.getSuccessThreshold());
	}

	/**
	 * Make all dependencies, those of properties first.
	 * @return a check for each
	 */
	List<Check> create() {
		if (this.properties.getDependencyDefaults().getExpectedStatus() != null) {
			ConfiguredProbe.expectedStatus(DEFAULTS, this.properties.getDependencyDefaults());
		}
		List<Check> checks = new ArrayList<>();
		for (Map.Entry<String, Dependency> own : this.properties.getDependencies().entrySet()) {
			checks.add(configured(own.getKey(), own.getValue()));
		}
		for (Map.Entry<String, DependencyCheck> bean : BeanFactoryUtils
			.beansOfTypeIncludingAncestors(this.beans, DependencyCheck.class)
			.entrySet()) {
			checks.add(bean(bean.getKey(), bean.getValue()));
		}
		return checks;
	}

	private Check configured(String name, Dependency own) {
		String prefix = "monitor.dependencies." + name;
		if (!NAME.matcher(name).matches()) {
			throw new InvalidPropertyException(prefix, null, NAME_PROBLEM, "Rename it, for example to stock-service.");
		}
		Defaults defaults = this.properties.getDependencyDefaults();
		boolean required = !Boolean.FALSE
			.equals((own.getRequired() != null) ? own.getRequired() : defaults.getRequired());
		CheckSchedule schedule = this.schedules.create(prefix, own, own.getFailureThreshold(),
				own.getSuccessThreshold());
		return new Check(name, required,
				new ConfiguredProbe(prefix, own, defaults).create(this.clients, this.beans, schedule.timeout()),
				schedule, TimeSource.SYSTEM);
	}

	private Check bean(String name, DependencyCheck bean) {
		if (!NAME.matcher(name).matches()) {
			throw new FailureAnalyzedException("Bean '%s' of type DependencyCheck %s.".formatted(name, NAME_PROBLEM),
					"Give the bean another name, such as @Bean(\"stockService\"): it is the dependency's.");
		}
		if (this.properties.getDependencies().containsKey(name)) {
			throw new InvalidPropertyException("monitor.dependencies." + name, null,
					"has the name of a bean of type DependencyCheck", "Rename one of them.");
		}
		return new Check(name, bean.required(), bean::check, this.schedules.defaultSchedule(), TimeSource.SYSTEM);
	}

}
