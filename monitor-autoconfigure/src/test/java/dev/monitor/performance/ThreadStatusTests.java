package dev.monitor.performance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThreadStatus}.
 */
class ThreadStatusTests {

	private final AtomicLong nanos = new AtomicLong();

	private final ThreadStatus status = new ThreadStatus(() -> this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1)));

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void endThreads() {
		this.end.countDown();
	}

	@Test
	void eachThreadHasNameStateGroupAndWhatItHasUsed() {
		Thread thread = start("orders-7-worker-12", this::parkedHere);
		Awaitility.await()
			.untilAsserted(() -> assertThat(row(thread.getId()).texts()).containsEntry("state", "waiting")
				.containsEntry("name", "orders-7-worker-12")
				.containsEntry("group", "orders-7-worker-#"));
		StatusRow own = row(Thread.currentThread().getId());
		assertThat(own.texts()).containsEntry("state", "runnable");
		assertThat(number(own.numbers(), "cpu_nanos")).isPositive();
		assertThat(number(own.numbers(), "allocated_bytes")).isPositive();
		assertThat(number(this.status.section().numbers(), "platform")).isGreaterThan(1)
			.isLessThanOrEqualTo(number(this.status.section().numbers(), "peak"));
	}

	@Test
	void theStackOfOneIsReadWithWhatItWaitsFor() {
		Thread thread = start("orders", this::parkedHere);
		String id = Long.toString(thread.getId());
		Awaitility.await()
			.untilAsserted(() -> assertThat(lines(id)).anyMatch((line) -> line.contains("ThreadStatusTests.parkedHere"))
				.anyMatch((line) -> line.startsWith("- waiting for java.util.concurrent.CountDownLatch")));
		assertThat(lines(Long.toString(Long.MAX_VALUE))).isEmpty();
		assertThat(lines("-1")).isEmpty();
		assertThat(lines("orders")).isEmpty();
	}

	@Test
	void deadlocksAreFoundWhenAskedFor() throws InterruptedException {
		ReentrantLock one = new ReentrantLock();
		ReentrantLock other = new ReentrantLock();
		CountDownLatch both = new CountDownLatch(2);
		Thread first = start("first", () -> lock(one, other, both));
		Thread second = start("second", () -> lock(other, one, both));
		Awaitility.await().untilAsserted(() -> {
			List<StatusRow> rows = this.status.details(ThreadStatus.DEADLOCKED).rows();
			assertThat(rows).extracting((row) -> row.texts().get("name")).contains("first", "second");
			assertThat(rows).filteredOn((row) -> row.name().equals(Long.toString(first.getId())))
				.singleElement()
				.satisfies((row) -> assertThat(row.texts()).containsEntry("owner", Long.toString(second.getId())));
		});
		first.interrupt();
		second.interrupt();
		first.join();
		second.join();
		assertThat(this.status.details(ThreadStatus.DEADLOCKED).rows()).extracting(StatusRow::name)
			.doesNotContain(Long.toString(first.getId()));
	}

	@Test
	void threadsOfANameAreAddedUp() {
		for (int i = 1; i <= 3; i++) {
			start("counted-" + i, this::parkedHere);
		}
		StatusRow group = new ThreadGroupStatus(this.status).section()
			.rows()
			.stream()
			.filter((row) -> row.name().equals("counted-#"))
			.findFirst()
			.orElseThrow();
		assertThat(group.numbers()).containsEntry("count", 3L);
		assertThat(number(group.numbers(), "cpu_nanos")).isNotNegative();
		assertThat(number(group.numbers(), "allocated_bytes")).isNotNegative();
	}

	@Test
	void twoSectionsOfOneAnswerAreReadOnce() {
		AtomicLong now = new AtomicLong(1);
		ThreadStatus read = new ThreadStatus(now::get);
		StatusSection first = read.section();
		assertThat(read.section()).isSameAs(first);
		now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
		assertThat(read.section()).isNotSameAs(first);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24)
	void virtualThreadsAreCountedWhereTheJvmTells() {
		StatusSection section = this.status.section();
		assertThat(number(section.numbers(), "virtual_parallelism")).isPositive();
		assertThat(number(section.numbers(), "virtual_mounted")).isNotNegative();
		assertThat(number(section.numbers(), "virtual_queued")).isNotNegative();
	}

	private static void lock(ReentrantLock own, ReentrantLock other, CountDownLatch both) {
		own.lock();
		try {
			both.countDown();
			both.await();
			other.lockInterruptibly();
			other.unlock();
		}
		catch (InterruptedException ex) {
			// the test is over
		}
		finally {
			own.unlock();
		}
	}

	private void parkedHere() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Thread start(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private StatusRow row(long id) {
		return this.status.section()
			.rows()
			.stream()
			.filter((row) -> row.name().equals(Long.toString(id)))
			.findFirst()
			.orElseThrow();
	}

	private List<String> lines(String id) {
		return this.status.details(id).rows().stream().map(StatusRow::name).toList();
	}

	private static double number(Map<String, Number> numbers, String name) {
		return Objects.requireNonNull(numbers.get(name)).doubleValue();
	}

}
