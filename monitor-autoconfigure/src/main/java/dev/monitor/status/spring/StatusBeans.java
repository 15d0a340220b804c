package dev.monitor.status.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
		groups().forEach((group) -> all.addAll(group.sources()));
		return all;
	}

	/**
	 * Return what tells more of a row.
	 * @return beans, and those sources of groups that do
	 */
	public List<StatusDetails> details() {
		List<StatusDetails> all = new ArrayList<>(
				this.beans.getBeanProvider(StatusDetails.class).orderedStream().toList());
		groups().flatMap((group) -> group.sources().stream())
			.filter(StatusDetails.class::isInstance)
			.forEach((source) -> all.add((StatusDetails) source));
		return all;
	}

	/**
	 * Return what can be found out.
	 * @return the inspections of all groups
	 */
	public List<Inspection> inspections() {
		return groups().flatMap((group) -> group.inspections().stream()).toList();
	}

	private Stream<StatusGroup> groups() {
		return this.beans.getBeanProvider(StatusGroup.class).orderedStream();
	}

}
