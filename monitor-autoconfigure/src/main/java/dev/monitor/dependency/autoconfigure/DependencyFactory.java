package dev.monitor.dependency.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.Probe;
import dev.monitor.check.TimeSource;
import dev.monitor.dependency.autoconfigure.CheckScheduleFactory.Values;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Defaults;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes {@link Check dependencies} of properties and of beans.
 */
final class DependencyFactory {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9\\-_.]*");

	private static final String NAME_PROBLEM = "has a name with other characters than a-z, 0-9, '-', '_' and '.'";

	private final DependencyProperties properties;

	private final HttpCheckClients clients;

	private final ListableBeanFactory beans;

	private final Map<String, Check> dependencies = new LinkedHashMap<>();

	DependencyFactory(DependencyProperties properties, HttpCheckClients clients, ListableBeanFactory beans) {
		this.properties = properties;
		this.clients = clients;
		this.beans = beans;
	}

	/**
	 * Make all dependencies, those of properties first.
	 * @param checks beans that join
	 * @return the dependencies
	 */
	List<Check> create(List<Probe> checks) {
		Defaults defaults = this.properties.getDependencyDefaults();
		CheckScheduleFactory schedules = new CheckScheduleFactory("monitor.dependency-defaults",
				new Values(defaults.getInterval(), defaults.getDownInterval(), defaults.getTimeout(),
						defaults.getFailureThreshold(), defaults.getSuccessThreshold()));
		ConfiguredCheck.expectedStatus("monitor.dependency-defaults.expect-status", defaults.getExpectStatus());
		this.properties.getDependencies().forEach((name, own) -> {
			String prefix = "monitor.dependencies." + name;
			if (!NAME.matcher(name).matches()) {
				throw new InvalidPropertyException(prefix, null, NAME_PROBLEM, "Rename it.");
			}
			CheckSchedule schedule = schedules.create(prefix, values(own));
			add(new ConfiguredCheck(name, own, defaults).create(this.clients, this.beans, schedule.timeout()),
					schedule);
		});
		checks.forEach((check) -> {
			requireFit(check);
			add(check, schedules.defaultSchedule());
		});
		return List.copyOf(this.dependencies.values());
	}

	private void add(Probe check, CheckSchedule schedule) {
		Check dependency = new Check(check, schedule, TimeSource.SYSTEM);
		this.dependencies.put(dependency.name(), dependency);
	}

	private void requireFit(Probe check) {
		@Nullable String name = check.name();
		if (name == null || !NAME.matcher(name).matches()) {
			throw new FailureAnalyzedException(
					"Probe '%s' of type %s %s.".formatted(name, check.getClass().getName(), NAME_PROBLEM),
					"Return another name.");
		}
		if (this.properties.getDependencies().containsKey(name)) {
			throw new InvalidPropertyException("monitor.dependencies." + name, null,
					"has the name of a bean of type " + check.getClass().getName(), "Rename one of them.");
		}
		if (this.dependencies.containsKey(name)) {
			throw new FailureAnalyzedException("Two beans of type Probe are named '%s'.".formatted(name),
					"Return another name from one of them.");
		}
	}

	private static Values values(DependencyProperties.Dependency own) {
		return new Values(own.getInterval(), own.getDownInterval(), own.getTimeout(), own.getFailureThreshold(),
				own.getSuccessThreshold());
	}

}
