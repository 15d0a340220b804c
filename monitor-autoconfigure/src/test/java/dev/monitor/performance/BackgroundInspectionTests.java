package dev.monitor.performance;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.status.InspectionReport;
import dev.monitor.status.InspectionReport.State;
import dev.monitor.status.StatusSection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackgroundInspection}.
 */
class BackgroundInspectionTests {

	private final AtomicLong now = new AtomicLong();

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	private final BackgroundInspection inspection = new BackgroundInspection("test", List.of("good", "bad"), (kind) -> {
		this.started.countDown();
		try {
			this.finish.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
		if (kind.equals("bad")) {
			throw new IOException("no room, password=sesame");
		}
		return () -> StatusSection.EMPTY.with("found", 1);
	}, this.now::get);

	@AfterEach
	void finish() {
		this.finish.countDown();
	}

	@Test
	void oneRunsAtATimeAndItsReportStays() throws InterruptedException {
		assertThat(this.inspection.report().state()).isEqualTo(State.IDLE);
		assertThat(this.inspection.start("unknown")).isFalse();
		assertThat(this.inspection.start("good")).isTrue();
		this.started.await();
		assertThat(this.inspection.start("good")).isFalse();
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(3));
		assertThat(this.inspection.report())
			.isEqualTo(new InspectionReport(State.RUNNING, "good", Duration.ofSeconds(3), StatusSection.EMPTY, ""));
		this.finish.countDown();
		await(State.DONE);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(2));
		assertThat(this.inspection.report()).isEqualTo(new InspectionReport(State.DONE, "good", Duration.ofSeconds(2),
				StatusSection.EMPTY.with("found", 1), ""));
		Awaitility.await().until(() -> this.inspection.start("good"));
	}

	@Test
	void aFailureSaysWhyWithoutSecrets() {
		this.finish.countDown();
		assertThat(this.inspection.start("bad")).isTrue();
		await(State.FAILED);
		assertThat(this.inspection.report().reason()).contains("no room").doesNotContain("sesame");
		assertThat(this.inspection.report().section()).isEqualTo(StatusSection.EMPTY);
	}

	@Test
	void cancelInterruptsAndForgets() throws InterruptedException {
		this.inspection.start("good");
		this.started.await();
		this.inspection.cancel();
		this.interrupted.await();
		assertThat(this.inspection.report().state()).isEqualTo(State.IDLE);
		this.finish.countDown();
		Awaitility.await().until(() -> this.inspection.start("good"));
		await(State.DONE);
		this.inspection.cancel();
		assertThat(this.inspection.report().state()).isEqualTo(State.IDLE);
	}

	private void await(State state) {
		Awaitility.await().until(() -> this.inspection.report().state() == state);
	}

}
