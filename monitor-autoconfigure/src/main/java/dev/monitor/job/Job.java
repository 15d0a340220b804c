package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * Which job. Immutable.
 *
 * @param system name of the {@link JobSystem} that runs it
 * @param queue what it waits in, few of a system; {@value #DEFAULT_QUEUE} where there is
 * one only
 * @param type what it does, one of a bounded number of names such as that of a class, a
 * method or a task: never anything that tells one job of a kind from another
 * @param id what tells it from the others of its type; may be empty
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Job(String system, String queue, String type, String id) {

	/**
	 * The queue of a system that has one only.
	 */
	public static final String DEFAULT_QUEUE = "default";

}
