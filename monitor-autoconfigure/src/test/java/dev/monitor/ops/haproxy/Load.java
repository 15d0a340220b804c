package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Clients that send one request after the other until they are closed. They send POST,
 * which neither the client nor HAProxy repeats once it was sent.
 */
final class Load implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final Map<String, Integer> answers = new ConcurrentHashMap<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	private final HttpRequest request;

	private volatile boolean closed;

	Load(int port, int clients) {
		this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/work"))
			.POST(BodyPublishers.ofString("order"))
			.timeout(Duration.ofSeconds(20))
			.build();
		for (int i = 0; i < clients; i++) {
			Thread thread = new Thread(this::run, "load-" + i);
			thread.start();
			this.threads.add(thread);
		}
	}

	private void run() {
		while (!this.closed) {
			try {
				HttpResponse<String> response = this.client.send(this.request, BodyHandlers.ofString());
				if (response.statusCode() != 200) {
					this.failures.add(response.statusCode() + " " + response.body());
				}
				this.answers.merge(response.body(), 1, Integer::sum);
			}
			catch (IOException ex) {
				this.failures.add(ex.toString());
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	/**
	 * Return how often an instance has answered.
	 */
	int answers(String instance) {
		return this.answers.getOrDefault(instance, 0);
	}

	/**
	 * End after what is under way.
	 * @return all that has failed
	 */
	List<String> end() throws InterruptedException {
		this.closed = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.closed = true;
		this.threads.forEach(Thread::interrupt);
	}

}
