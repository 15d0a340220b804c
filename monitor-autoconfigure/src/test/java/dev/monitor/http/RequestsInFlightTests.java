package dev.monitor.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.status.StatusRow;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestsInFlight}.
 */
class RequestsInFlightTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1));

	private final RequestsInFlight requests = new RequestsInFlight(this.now::get);

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void endThreads() {
		this.end.countDown();
	}

	@Test
	void theOldestComesFirstThoughTheClockOverflows() throws InterruptedException {
		begin("/first");
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(2));
		begin("/second");
		this.now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1500));
		assertThat(rows()).extracting((row) -> row.texts().get("route")).containsExactly("/first", "/second");
		assertThat(rows()).extracting((row) -> row.numbers().get("age_seconds")).containsExactly(3.5, 1.5);
		assertThat(rows()).extracting(StatusRow::name).doesNotHaveDuplicates();
	}

	@Test
	void aRequestKeepsItsNumberAndNoOtherGetsIt() throws InterruptedException {
		TestInFlight first = begin("/first");
		String name = rows().get(0).name();
		assertThat(rows().get(0).name()).isEqualTo(name);
		this.requests.end(first);
		begin("/second");
		assertThat(rows()).extracting(StatusRow::name).doesNotContain(name);
		assertThat(this.requests.details(name).rows()).isEmpty();
		assertThat(this.requests.details("no number").rows()).isEmpty();
	}

	@Test
	void theRequestThatAsksIsLeftOut() {
		this.requests.begin(new TestInFlight("/asking", this.now.get()));
		assertThat(this.requests.section().numbers()).containsEntry("requests", 0);
		assertThat(rows()).isEmpty();
	}

	@Test
	void thereAreFiveHundredRowsAtMostAndAllAreCounted() throws InterruptedException {
		TestInFlight parked = begin("/parked");
		for (int i = 0; i < 600; i++) {
			this.now.incrementAndGet();
			this.requests.begin(parked.another());
		}
		assertThat(rows()).hasSize(500);
		assertThat(rows().get(0).texts()).containsEntry("route", "/parked");
		assertThat(this.requests.section().numbers()).containsEntry("requests", 601);
	}

	@Test
	void longTextsAreCutAndRequestsThatAreOverAreLeftOut() throws InterruptedException {
		begin("/" + "x".repeat(1000));
		begin("over");
		assertThat(rows()).singleElement()
			.satisfies((row) -> assertThat(row.texts().get("route")).hasSize(200).startsWith("/xxx"));
	}

	@Test
	void itIsKnownWhichRequestAThreadServes() throws InterruptedException {
		TestInFlight request = begin("/served");
		Thread thread = Objects.requireNonNull(request.thread());
		assertThat(this.requests.servedBy(thread)).isEqualTo(rows().get(0).name());
		assertThat(this.requests.servedBy(Thread.currentThread())).isNull();
	}

	@Test
	void whoIsParkedInTheQueueWaits() throws InterruptedException {
		begin("/waits", () -> LockSupport.park(new QueuedRequest() {
		}));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.requests.section().numbers()).containsEntry("waiting", 1));
		assertThat(this.requests.served("UNKNOWN", (path) -> false)).isEmpty();
		assertThat(rows().get(0).texts()).containsEntry("state", "waiting");
		assertThat(this.requests.details(rows().get(0).name()).rows()).extracting(StatusRow::name)
			.anyMatch((frame) -> frame.contains("whoIsParkedInTheQueueWaits"));
	}

	@Test
	void whatIsServedIsCountedByPattern() throws InterruptedException {
		OwnPaths own = (path) -> path.startsWith("/actuator");
		begin("/orders/{id}");
		begin("/orders/{id}");
		begin("path");
		begin("over");
		begin("/actuator/heapdump");
		this.requests.begin(new TestInFlight("/asking", this.now.get()));
		assertThat(this.requests.served("UNKNOWN", own)).isEqualTo(Map.of("/orders/{id}", 2, "UNKNOWN", 1));
	}

	private TestInFlight begin(String route) throws InterruptedException {
		return begin(route, () -> {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	private TestInFlight begin(String route, Runnable work) throws InterruptedException {
		List<TestInFlight> begun = new ArrayList<>();
		CountDownLatch ready = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			begun.add(new TestInFlight(route, this.now.get()));
			this.requests.begin(begun.get(0));
			ready.countDown();
			while (this.end.getCount() > 0) {
				work.run();
			}
		});
		thread.setDaemon(true);
		thread.start();
		ready.await();
		return begun.get(0);
	}

	private List<StatusRow> rows() {
		return this.requests.section().rows();
	}

	private final class TestInFlight extends RequestInFlight {

		private final String route;

		TestInFlight(String route, long start) {
			super(start);
			this.route = route;
		}

		TestInFlight another() {
			TestInFlight another = new TestInFlight("/another", RequestsInFlightTests.this.now.get());
			another.leave();
			return another;
		}

		@Override
		protected String method() {
			return "GET";
		}

		@Override
		protected String route() {
			if (this.route.equals("over")) {
				throw new IllegalStateException("recycled");
			}
			return this.route;
		}

		@Override
		protected String path() {
			return route();
		}

		@Override
		protected @Nullable String pattern() {
			return this.route.startsWith("/") ? this.route : null;
		}

	}

}
