package dev.monitor.dependency.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.TimeSource;
import dev.monitor.check.autoconfigure.CheckSchedules;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Defaults;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Dependency;
import dev.monitor.failure.FailureReason;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;

/**
 * Makes dependencies of properties and of beans.
 */
final class DependencyFactory {

	static final String DEFAULTS = "monitor.dependency-defaults";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-_.]*");

	private static final String NAME_PROBLEM = "has a name with other characters than letters (a to z), digits, '-', '_' and '.'";

	private final DependencyProperties properties;

	private final Map<String, Dependency> configured;

	private final HttpProbeClients clients;

	private final ListableBeanFactory beans;

	private final Map<String, Set<String>> names;

	private final CheckSchedules schedules;

	DependencyFactory(DependencyProperties properties, HttpProbeClients clients, ListableBeanFactory beans,
			Environment environment) {
		Defaults defaults = properties.getDependencyDefaults();
		this.properties = properties;
		this.clients = clients;
		this.beans = beans;
		ConfiguredNames written = new ConfiguredNames(environment);
		this.configured = written.spelledOnce(properties.getDependencies());
		this.names = written.properties(properties.getDependencies().keySet());
		this.schedules = new CheckSchedules(DEFAULTS, defaults, defaults.getFailureThreshold(),
				defaults.getSuccessThreshold(), CheckSchedule.DEFAULT);
	}

	/**
	 * Make all dependencies, those of properties first.
	 * @return a check for each
	 * @throws InvalidPropertyException if there is one that cannot be made
	 */
	List<Check> create() {
		if (this.properties.getDependencyDefaults().getExpectedStatus() != null) {
			ConfiguredProbe.expectedStatus(DEFAULTS, this.properties.getDependencyDefaults());
		}
		List<Check> checks = new ArrayList<>();
		for (Map.Entry<String, Dependency> own : this.configured.entrySet()) {
			checks.add(configured(own.getKey(), own.getValue()));
		}
		Set<String> bound = uniform(this.properties.getDependencies().keySet());
		for (String name : this.names.keySet()) {
			if (!bound.contains(ConfiguredNames.uniform(name))) {
				checks.add(configured(name, new Dependency()));
			}
		}
		for (Map.Entry<String, DependencyCheck> bean : BeanFactoryUtils
			.beansOfTypeIncludingAncestors(this.beans, DependencyCheck.class)
			.entrySet()) {
			checks.add(bean(bean.getKey(), bean.getValue()));
		}
		return checks;
	}

	private Check configured(String name, Dependency own) {
		String prefix = ConfiguredNames.PREFIX + '.' + name;
		if (!NAME.matcher(name).matches()) {
			throw new InvalidPropertyException(prefix, null, NAME_PROBLEM, "Rename it, for example to stock-service.");
		}
		Defaults defaults = this.properties.getDependencyDefaults();
		boolean required = !Boolean.FALSE
			.equals((own.getRequired() != null) ? own.getRequired() : defaults.getRequired());
		CheckSchedule schedule = this.schedules.create(prefix, own, own.getFailureThreshold(),
				own.getSuccessThreshold());
		return new Check(name, required, new ConfiguredProbe(prefix, own, defaults, written(name)).create(this.clients,
				this.beans, schedule.timeout()), schedule, TimeSource.SYSTEM);
	}

	private Check bean(String name, DependencyCheck bean) {
		if (!NAME.matcher(name).matches()) {
			throw new FailureAnalyzedException("Bean '%s' of type DependencyCheck %s.".formatted(name, NAME_PROBLEM),
					"Give the bean another name, such as @Bean(\"stockService\"): it is the dependency's.");
		}
		if (this.properties.getDependencies().containsKey(name)) {
			throw new InvalidPropertyException(ConfiguredNames.PREFIX + '.' + name, null,
					"has the name of a bean of type DependencyCheck", "Rename one of them.");
		}
		return new Check(name, isRequired(name, bean), bean::check, this.schedules.defaultSchedule(),
				TimeSource.SYSTEM);
	}

	private static boolean isRequired(String name, DependencyCheck bean) {
		try {
			return bean.required();
		}
		catch (RuntimeException ex) {
			throw new FailureAnalyzedException(
					"Bean '%s' of type DependencyCheck does not say whether it is required: %s.".formatted(name,
							FailureReason.of(ex)),
					"Have its method required() return true or false. It is called once, when the application starts.",
					ex);
		}
	}

	private Set<String> written(String name) {
		return this.names.entrySet()
			.stream()
			.filter((entry) -> ConfiguredNames.uniform(entry.getKey()).equals(ConfiguredNames.uniform(name)))
			.findFirst()
			.map(Map.Entry::getValue)
			.orElse(Set.of());
	}

	private static Set<String> uniform(Set<String> names) {
		return names.stream().map(ConfiguredNames::uniform).collect(Collectors.toSet());
	}

}
