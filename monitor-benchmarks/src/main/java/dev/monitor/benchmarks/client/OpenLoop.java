package dev.monitor.benchmarks.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests when they are due, whatever becomes of the earlier ones. Latencies count
 * from when a request was due, so neither a slow server nor a slow generator can hide
 * behind requests that were sent late.
 */
public final class OpenLoop {

	private final LoadClient client;

	private final String path;

	private final Arrivals arrivals;

	private final Recording recording = new Recording();

	private final CompletableFuture<Recording> result = new CompletableFuture<>();

	private long underway;

	private boolean sentAll;

	private OpenLoop(LoadClient client, String path, Arrivals arrivals) {
		this.client = client;
		this.path = path;
		this.arrivals = arrivals;
	}

	/**
	 * Start a run of load. It ends when the last request has.
	 */
	public static CompletableFuture<Recording> start(LoadClient client, String path, Arrivals arrivals) {
		OpenLoop run = new OpenLoop(client, path, arrivals);
		Thread schedule = new Thread(run::schedule, "schedule " + path);
		schedule.setDaemon(true);
		schedule.start();
		return run.result;
	}

	private void schedule() {
		long start = System.nanoTime();
		long recordFrom = start + this.arrivals.ramp().toNanos();
		long end = recordFrom + this.arrivals.length().toNanos();
		long due = start + this.arrivals.gapNanos();
		while (due - end < 0) {
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			long now = due;
			boolean recorded = now - recordFrom >= 0;
			this.client.execute(() -> send(now, recorded));
			due += this.arrivals.gapNanos();
		}
		this.client.execute(this::sentAll);
	}

	private void send(long due, boolean recorded) {
		this.underway++;
		if (recorded) {
			this.recording.sent(System.nanoTime() - due);
		}
		this.client.send(new Exchange(this.path, due, (outcome, nanos) -> {
			this.underway--;
			if (recorded) {
				this.recording.ended(outcome, nanos);
			}
			completeIfOver();
		}));
	}

	private void sentAll() {
		this.sentAll = true;
		completeIfOver();
	}

	private void completeIfOver() {
		if (this.sentAll && this.underway == 0) {
			this.result.complete(this.recording);
		}
	}

}
