package dev.monitor.benchmarks.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Some clients that each send the next request as soon as the last one is answered.
 */
public final class ClosedLoop {

	private final LoadClient client;

	private final String path;

	private final long end;

	private final Recording recording = new Recording();

	private final CompletableFuture<Recording> result = new CompletableFuture<>();

	private int clients;

	private ClosedLoop(LoadClient client, String path, int clients, Duration length) {
		this.client = client;
		this.path = path;
		this.clients = clients;
		this.end = System.nanoTime() + length.toNanos();
	}

	/**
	 * Start a run of load. It is over when each client has its last answer; answers after
	 * the length are not recorded.
	 */
	public static CompletableFuture<Recording> start(LoadClient client, String path, int clients, Duration length) {
		ClosedLoop run = new ClosedLoop(client, path, clients, length);
		for (int i = 0; i < clients; i++) {
			client.execute(run::next);
		}
		return run.result;
	}

	private void next() {
		long now = System.nanoTime();
		if (now - this.end >= 0) {
			if (--this.clients == 0) {
				this.result.complete(this.recording);
			}
			return;
		}
		this.client.send(new Exchange(this.path, now, (outcome, nanos) -> {
			if (now + nanos - this.end < 0) {
				this.recording.ended(outcome, nanos);
			}
			this.client.execute(this::next);
		}));
	}

}
