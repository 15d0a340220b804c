package dev.monitor.health.actuate;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HealthSamplerTests {

	private final AtomicLong now = new AtomicLong();

	private final HealthSampler sampler = new HealthSampler(this.now::get);

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final AtomicInteger runs = new AtomicInteger();

	private final HealthIndicator up = () -> {
		this.runs.incrementAndGet();
		return Health.up().build();
	};

	@AfterEach
	void close() {
		this.hanging.countDown();
		this.sampler.close();
	}

	@Test
	void beforeTheFirstResultItIsOutOfService() {
		assertThat(this.sampler.status("db", this::hang)).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void theLastResultIsRememberedWhoeverAsks() {
		this.sampler.status("db", this.up);
		await().until(() -> this.sampler.status("db", this.up).equals(Status.UP));
		int before = this.runs.get();
		for (int i = 0; i < 1000; i++) {
			this.sampler.status("db", this.up);
		}
		assertThat(this.runs.get() - before).isLessThan(100);
	}

	@Test
	void aFailureIsDown() {
		HealthIndicator failing = () -> {
			throw new IllegalStateException("on purpose");
		};
		this.sampler.status("db", failing);
		await().until(() -> this.sampler.status("db", failing).equals(Status.DOWN));
	}

	@Test
	void aResultThatIsTooOldIsNotBelieved() {
		this.sampler.status("db", this.up);
		await().until(() -> this.sampler.status("db", this.up).equals(Status.UP));
		this.sampler.close();
		this.now.addAndGet(Duration.ofSeconds(30).toNanos());
		assertThat(this.sampler.status("db", this.up)).isEqualTo(Status.UP);
		this.now.incrementAndGet();
		assertThat(this.sampler.status("db", this.up)).isEqualTo(Status.DOWN);
	}

	@Test
	void whatNobodyAsksForIsNotRun() {
		this.sampler.status("db", this.up);
		await().until(() -> this.sampler.status("db", this.up).equals(Status.UP));
		this.sampler.close();
		this.now.addAndGet(Duration.ofSeconds(31).toNanos());
		int before = this.runs.get();
		this.sampler.sample();
		assertThat(this.runs).hasValue(before);
	}

	@Test
	void closingLeavesNoThread() {
		this.sampler.status("db", this::hang);
		this.sampler.close();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("monitor-readiness-members")));
	}

	private Health hang() {
		try {
			this.hanging.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Health.up().build();
	}

}
