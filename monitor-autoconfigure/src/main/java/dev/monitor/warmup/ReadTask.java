package dev.monitor.warmup;

/**
 * A {@link WarmupTask} whose answers about itself have been read, once: what it would say
 * later, or throw, moves no gate.
 *
 * @param name its name
 * @param order its place
 * @param required whether traffic waits for it
 * @param task what to do
 */
public record ReadTask(String name, int order, boolean required, WarmupTask task) implements WarmupTask {

	/**
	 * Read a task.
	 * @param task the task
	 * @return the same with fixed answers
	 * @throws IllegalArgumentException if it has no name
	 */
	public static ReadTask of(WarmupTask task) {
		String name = task.name();
		if (name == null || name.isBlank()) {
			throw new IllegalArgumentException("it has no name");
		}
		return new ReadTask(name, task.order(), task.required(), task);
	}

	/**
	 * Return the task as one that traffic does not wait for.
	 * @return the task
	 */
	public ReadTask optional() {
		return new ReadTask(this.name, this.order, false, this.task);
	}

	@Override
	public void run(WarmupProgress progress) throws Exception {
		this.task.run(progress);
	}

}
