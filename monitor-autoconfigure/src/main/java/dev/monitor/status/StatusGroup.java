package dev.monitor.status;

import java.util.List;

/**
 * The sections of one feature, and what it can find out, as one thing. They are made when
 * somebody first asks for them: until then their classes are not loaded.
 * <p>
 * Implementations are thread-safe.
 */
public interface StatusGroup {

	/**
	 * Return the sections.
	 * @return the sources, the same at each call, in the order in which to print them
	 */
	List<StatusSource> sources();

	/**
	 * Return what can be found out when somebody asks for it.
	 * @return the inspections, the same at each call; none unless there are any
	 */
	default List<Inspection> inspections() {
		return List.of();
	}

}
