package dev.monitor.status.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.Inspection;
import dev.monitor.status.StatusDetails;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSource;

import org.springframework.beans.factory.BeanFactory;

/**
 * The sections of an application among its beans: those that are beans first, then those
 * of groups. Each call looks again, and makes what was not made yet. Thread-safe.
 *
 * @param beans the beans
 */
public record StatusBeans(BeanFactory beans) {

	/**
	 * Return all sections.
	 * @return the sources in their order, in a list of the caller's own
	 */
	public List<StatusSource> sources() {
		List<StatusSource> all = new ArrayList<>(
				this.beans.getBeanProvider(StatusSource.class).orderedStream().toList());
		for (StatusGroup group : groups()) {
			all.addAll(group.sources());
		}
		return all;
	}

	/**
	 * Return what tells more of a row.
	 * @return beans, and those sources of groups that do
	 */
	public List<StatusDetails> details() {
		List<StatusDetails> all = new ArrayList<>(
				this.beans.getBeanProvider(StatusDetails.class).orderedStream().toList());
		for (StatusGroup group : groups()) {
			for (StatusSource source : group.sources()) {
				if (source instanceof StatusDetails details) {
					all.add(details);
				}
			}
		}
		return all;
	}

	/**
	 * Return what can be found out.
	 * @return beans, and the inspections of groups that no bean has the name of
	 */
	public List<Inspection> inspections() {
		Map<String, Inspection> all = new LinkedHashMap<>();
		for (Inspection inspection : this.beans.getBeanProvider(Inspection.class).orderedStream().toList()) {
			all.putIfAbsent(inspection.name(), inspection);
		}
		for (StatusGroup group : groups()) {
			for (Inspection inspection : group.inspections()) {
				all.putIfAbsent(inspection.name(), inspection);
			}
		}
		return List.copyOf(all.values());
	}

	private List<StatusGroup> groups() {
		return this.beans.getBeanProvider(StatusGroup.class).orderedStream().toList();
	}

}
