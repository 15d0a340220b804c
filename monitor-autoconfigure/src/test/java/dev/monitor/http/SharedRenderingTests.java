package dev.monitor.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class SharedRenderingTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final AtomicInteger renderings = new AtomicInteger();

	private final SharedRendering<String, Integer> shared = new SharedRendering<>(this.nanos::get);

	@Test
	void aResultServesForASecond() {
		assertThat(get("text")).isEqualTo(1);
		pass(Duration.ofSeconds(1).minusNanos(1));
		assertThat(get("text")).isEqualTo(1);
		pass(Duration.ofNanos(1));
		assertThat(get("text")).isEqualTo(2);
	}

	@Test
	void theSecondBeginsWithTheRendering() {
		this.shared.get("text", () -> {
			pass(Duration.ofSeconds(2));
			return this.renderings.incrementAndGet();
		});
		assertThat(get("text")).isEqualTo(2);
	}

	@Test
	void otherFormatsAreRenderedForThemselves() {
		assertThat(get("text")).isEqualTo(1);
		assertThat(get("openmetrics")).isEqualTo(2);
		assertThat(get("text")).isEqualTo(1);
	}

	@Test
	void failedRenderingIsNotKept() {
		assertThatIllegalStateException().isThrownBy(() -> this.shared.get("text", () -> {
			throw new IllegalStateException("no");
		}));
		assertThat(get("text")).isEqualTo(1);
	}

	@Test
	void onlyAFewResultsAreKept() {
		get("text");
		for (int i = 0; i < 8; i++) {
			get("selection " + i);
		}
		assertThat(get("text")).isEqualTo(10);
	}

	@Test
	void whoComesDuringARenderingSharesItHoweverLongItTakes() throws Exception {
		CountDownLatch rendering = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		CompletableFuture<Integer> first = CompletableFuture
			.supplyAsync(() -> this.shared.get("text", () -> slowly(rendering, goOn)));
		rendering.await();
		List<CompletableFuture<Integer>> others = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			CompletableFuture<Integer> other = new CompletableFuture<>();
			Thread thread = new Thread(() -> other.complete(get("text")));
			thread.start();
			await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
			others.add(other);
		}
		pass(Duration.ofSeconds(5));
		goOn.countDown();
		assertThat(first.get()).isEqualTo(1);
		for (CompletableFuture<Integer> other : others) {
			assertThat(other.get()).isEqualTo(1);
		}
	}

	private Integer slowly(CountDownLatch rendering, CountDownLatch goOn) {
		rendering.countDown();
		try {
			goOn.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return this.renderings.incrementAndGet();
	}

	private Integer get(String key) {
		Integer result = this.shared.get(key, this.renderings::incrementAndGet);
		return (result != null) ? result : -1;
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
