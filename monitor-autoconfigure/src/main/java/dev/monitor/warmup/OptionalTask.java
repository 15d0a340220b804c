package dev.monitor.warmup;

/**
 * A {@link WarmupTask} that is not required, whatever it says itself.
 *
 * @param task what to do
 */
public record OptionalTask(WarmupTask task) implements WarmupTask {

	@Override
	public String name() {
		return this.task.name();
	}

	@Override
	public int order() {
		return this.task.order();
	}

	@Override
	public boolean required() {
		return false;
	}

	@Override
	public void run(WarmupProgress progress) throws Exception {
		this.task.run(progress);
	}

}
