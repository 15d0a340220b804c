package dev.monitor.status;

import java.time.Duration;
import java.util.List;

import org.apiguardian.api.API;

/**
 * Tells how a part of the application stands, for the live page and for the monitor port,
 * whose command {@code perf_metrics} has the numbers of each section but for those that
 * are not finite.
 * <p>
 * Implementations are thread-safe and read memory: they never block or do I/O.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface StatusSource {

	/**
	 * Return the name of the section: lower case, stable, unique in the application.
	 * @return the name
	 */
	String name();

	/**
	 * Return the section as of now.
	 * @return numbers and rows, without secrets
	 */
	StatusSection section();

	/**
	 * Return the section over the last while. What counts nothing over time returns the
	 * section as of now.
	 * @param interval how far to look back
	 * @return numbers and rows, without secrets
	 */
	default StatusSection section(Duration interval) {
		return section();
	}

	/**
	 * Return what operators may have done to this part of the application.
	 * @return the actions, always the same; none unless there are any
	 */
	default List<Action> actions() {
		return List.of();
	}

}
