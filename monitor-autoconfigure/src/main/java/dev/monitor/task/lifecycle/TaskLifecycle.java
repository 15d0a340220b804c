package dev.monitor.task.lifecycle;

import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops what works in the background together with the application.
 */
public class TaskLifecycle implements SmartLifecycle {

	/**
	 * From before everything else starts until after everything else has stopped.
	 */
	public static final int ALWAYS = Integer.MIN_VALUE;

	/**
	 * From right before the web server starts until after it has stopped. Web servers do
	 * that in {@code DEFAULT_PHASE - 2048}.
	 */
	public static final int AROUND_WEB_SERVER = DEFAULT_PHASE - 4096;

	/**
	 * From after the web server has started until before anything else stops.
	 */
	public static final int WHILE_SERVING = DEFAULT_PHASE;

	private final Runnable start;

	private final Runnable stop;

	private final int phase;

	private volatile boolean running;

	/**
	 * Create the lifecycle.
	 * @param start what to do to start
	 * @param stop what to do to stop
	 * @param phase when, one of the constants
	 */
	public TaskLifecycle(Runnable start, Runnable stop, int phase) {
		this.start = start;
		this.stop = stop;
		this.phase = phase;
	}

	@Override
	public void start() {
		this.start.run();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.stop.run();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
