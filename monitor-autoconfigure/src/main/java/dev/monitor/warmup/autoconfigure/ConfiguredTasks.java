package dev.monitor.warmup.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.monitor.failure.FailureReason;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.warmup.ReadTask;
import dev.monitor.warmup.WarmupTask;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Takes the tasks that are to run, as {@code monitor.warmup.exclude} and
 * {@code monitor.warmup.optional} say.
 */
final class ConfiguredTasks {

	private static final Set<String> BUILT_IN = Set.of("requests", "data-sources", "connection-factories", "caches");

	private ConfiguredTasks() {
	}

	static List<WarmupTask> from(List<WarmupTask> beans, WarmupProperties properties) {
		Map<String, ReadTask> tasks = byName(beans);
		check("monitor.warmup.exclude", properties.getExclude(), tasks.keySet());
		check("monitor.warmup.optional", properties.getOptional(), tasks.keySet());
		tasks.keySet().removeAll(properties.getExclude());
		tasks.replaceAll((name, task) -> properties.getOptional().contains(name) ? task.optional() : task);
		return List.copyOf(tasks.values());
	}

	private static Map<String, ReadTask> byName(List<WarmupTask> beans) {
		Map<String, ReadTask> tasks = new LinkedHashMap<>();
		for (WarmupTask bean : beans) {
			ReadTask task = read(bean);
			ReadTask other = tasks.put(task.name(), task);
			if (other != null) {
				throw new FailureAnalyzedException(
						"Two warmup tasks are named '%s': one of type %s and one of type %s.".formatted(task.name(),
								other.task().getClass().getName(), bean.getClass().getName()),
						"Give one of them another name, or remove it.");
			}
		}
		return tasks;
	}

	private static ReadTask read(WarmupTask bean) {
		try {
			return ReadTask.of(bean);
		}
		catch (RuntimeException ex) {
			throw new FailureAnalyzedException(
					"The warmup task of type %s cannot be used: %s.".formatted(bean.getClass().getName(),
							FailureReason.of(ex)),
					"Have its methods name(), order() and required() return a value, and the name not be empty.", ex);
		}
	}

	private static void check(String property, Collection<String> names, Set<String> known) {
		for (String name : names) {
			if (!known.contains(name) && !BUILT_IN.contains(name)) {
				Set<String> choice = new TreeSet<>(known);
				choice.addAll(BUILT_IN);
				throw new InvalidPropertyException(property, name, "names no warmup task",
						"Write some of: " + String.join(", ", choice) + ".");
			}
		}
	}

}
