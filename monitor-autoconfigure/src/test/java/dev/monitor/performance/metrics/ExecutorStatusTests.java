package dev.monitor.performance.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExecutorStatus}.
 */
class ExecutorStatusTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ExecutorStatus status = new ExecutorStatus(() -> List.of(new SimpleMeterRegistry(), this.registry));

	@Test
	void withoutPoolsThereAreZeroes() {
		assertThat(this.status.section()).isEqualTo(StatusSection.EMPTY.with("pools", 0)
			.with("active", 0L)
			.with("size", 0L)
			.with("queued", 0L)
			.with("completed", 0L));
	}

	@Test
	void eachPoolIsARowWithWhatItDoes() throws Exception {
		ThreadPoolExecutor bounded = new ThreadPoolExecutor(1, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(100));
		ExecutorService cached = Executors.newCachedThreadPool();
		new ExecutorServiceMetrics(cached, "cached", List.of()).bindTo(this.registry);
		new ExecutorServiceMetrics(bounded, "bounded", List.of()).bindTo(this.registry);
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		try {
			bounded.submit(() -> 1).get();
			bounded.execute(() -> {
				started.countDown();
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
			bounded.execute(() -> {
			});
			StatusSection section = this.status.section();
			assertThat(section.rows()).containsExactly(
					new StatusRow("bounded",
							Map.of("active", 1L, "size", 1L, "max_size", 4L, "queued", 1L, "completed", 1L), Map.of()),
					new StatusRow("cached",
							Map.of("active", 0L, "size", 0L, "max_size", -1L, "queued", 0L, "completed", 0L),
							Map.of()));
			assertThat(section.numbers()).containsEntry("pools", 2)
				.containsEntry("active", 1L)
				.containsEntry("queued", 1L)
				.containsEntry("completed", 1L);
		}
		finally {
			end.countDown();
			bounded.shutdown();
			cached.shutdown();
		}
	}

}
