package dev.monitor.concurrency.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many clients do something at random, and all the while the limit moves. A short form by
 * default; for a million requests, shared between all servers: <pre>
 * mvn -pl monitor-autoconfigure -am test -Dtest=ConcurrencyLimitSoakTests \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dtests.soak-requests=1000000
 * </pre>
 */
@OnEveryServer
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ConcurrencyLimitSoakTests {

	private static final int REQUESTS = Integer.getInteger("tests.soak-requests", 4000)
			/ (2 * (int) Container.available().count());

	private static final int CLIENTS = 16;

	private static final int HIGHEST_LIMIT = 6;

	private final LimitedServer server;

	ConcurrencyLimitSoakTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void nothingIsLeftOfManyRequestsAndTheLimitIsNeverExceeded() throws Exception {
		long before = this.server.arrivals().begun();
		AtomicInteger toSend = new AtomicInteger(REQUESTS);
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService executor = Executors.newCachedThreadPool();
		int answered = 0;
		try {
			Future<?> mover = executor.submit(() -> moveLimit(done));
			List<Future<Integer>> clients = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(executor.submit(new RandomClient(this.server, toSend)));
			}
			for (Future<Integer> client : clients) {
				answered += client.get();
			}
			done.set(true);
			mover.get();
		}
		finally {
			done.set(true);
			executor.shutdownNow();
		}
		this.server.assertQuietFor(HIGHEST_LIMIT);
		assertThat(answered).isBetween(REQUESTS / 2, REQUESTS);
		assertThat(this.server.arrivals().begun() - before).isBetween((long) answered, (long) REQUESTS);
	}

	private void moveLimit(AtomicBoolean done) {
		while (!done.get()) {
			ThreadLocalRandom random = ThreadLocalRandom.current();
			this.server.limit(random.nextInt(1, HIGHEST_LIMIT + 1), random.nextInt(9));
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
		}
	}

}
