package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that sends requests at random and leaves some of them in the lurch. Checks
 * that each of the others gets one response, and its own.
 */
final class RandomClient implements Callable<Integer> {

	private static final String[] PATHS = { "/work", "/work", "/slow-work", "/fail", "/failing-callable", "/error-out",
			"/bytes?count=30000", "/plain-bytes?count=30000", "/missing" };

	private static final List<String> ASYNCHRONOUS = List.of("/bytes", "/slow-work", "/failing-callable", "/deferred");

	private static final List<String> FAILURES_BEFORE = List.of("exception-before", "error-before");

	private static final List<String> FAILURES = List.of("exception-before", "error-before", "exception-after",
			"error-after");

	private static final Set<Integer> STATUSES = Set.of(200, 404, 429, 500, 503);

	private final LimitedServer server;

	private final AtomicInteger toSend;

	private @Nullable RawConnection connection;

	/**
	 * Create the client.
	 * @param server where to send to
	 * @param toSend how many requests all clients together have yet to send
	 */
	RandomClient(LimitedServer server, AtomicInteger toSend) {
		this.server = server;
		this.toSend = toSend;
	}

	/**
	 * Send until there is nothing more to send.
	 * @return how many requests were answered, of those that were not left
	 */
	@Override
	public Integer call() throws IOException {
		int answered = 0;
		while (this.toSend.getAndDecrement() > 0) {
			if (ThreadLocalRandom.current().nextInt(5) == 0) {
				leave();
			}
			else {
				answered += stay(answered) ? 1 : 0;
			}
		}
		close();
		return answered;
	}

	/**
	 * Send a request and wait for its response. Where a filter fails after the handler,
	 * servers break off the response, or drop the connection after it.
	 * @return whether a whole response came
	 */
	private boolean stay(int number) throws IOException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String path = (random.nextInt(200) == 0) ? "/deferred?timeout=" + SlowOrders.TIMEOUT
				: PATHS[random.nextInt(PATHS.length)];
		String method = (random.nextInt(10) == 0) ? "HEAD" : "GET";
		String failure = (random.nextInt(10) == 0) ? failure(path, random) : "none";
		RawConnection connection = (this.connection != null) ? this.connection : this.server.connect();
		this.connection = connection;
		connection.write(RawConnection.request(method, path, "X-Fail: " + failure, "X-Echo: " + number));
		RawConnection.Response response;
		try {
			response = connection.read(method);
		}
		catch (IOException ex) {
			if (!failure.endsWith("after")) {
				throw new IOException(method + " " + path, ex);
			}
			close();
			return false;
		}
		assertThat(response.status()).isIn(STATUSES);
		assertThat(response.headers().getOrDefault("x-echo", "" + number)).isEqualTo("" + number);
		if (failure.endsWith("after") || "close".equalsIgnoreCase(response.headers().get("connection"))) {
			close();
		}
		return true;
	}

	/**
	 * Tomcat, with and without a limit, ends the response of a filter that fails after
	 * the handler while another thread still works on it, and what that one does gets
	 * into other requests.
	 */
	private static String failure(String path, ThreadLocalRandom random) {
		List<String> failures = ASYNCHRONOUS.stream().anyMatch(path::startsWith) ? FAILURES_BEFORE : FAILURES;
		return failures.get(random.nextInt(failures.size()));
	}

	private void leave() throws IOException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		try (RawConnection leaving = this.server.connect()) {
			switch (random.nextInt(3)) {
				case 0 -> leaving.get("/work");
				case 1 -> leaving.get("/bytes");
				default -> leaving.write(RawConnection.request("POST", "/orders", "Content-Length: 1000") + "half");
			}
			LockSupport.parkNanos(random.nextInt(2_000_000));
			leaving.reset();
		}
	}

	private void close() throws IOException {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
