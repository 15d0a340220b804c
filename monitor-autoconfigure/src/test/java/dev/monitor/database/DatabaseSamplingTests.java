package dev.monitor.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import dev.monitor.UnwritableLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DatabaseSampler} and {@link DatabaseSampling}.
 */
class DatabaseSamplingTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final DatabaseSample SAMPLE = new DatabaseSample(1e6, Map.of(ConnectionState.IDLE, 2L), 0.9, 0, 4,
			100);

	private final AtomicLong nanos = new AtomicLong();

	private volatile DatabaseProbe probe = () -> SAMPLE;

	private final DatabaseSampler sampler = new DatabaseSampler("orders", () -> this.probe.sample(), INTERVAL,
			this.nanos::get);

	@Test
	void thereAreNoNumbersBeforeTheFirstSample() {
		advance(Duration.ofSeconds(3));
		assertThat(this.sampler.current()).isNull();
		assertThat(this.sampler.current(DatabaseSample::rows)).isNaN();
		assertThat(this.sampler.deadlocks()).isNaN();
		assertThat(this.sampler.ageInSeconds()).isEqualTo(3);
	}

	@Test
	void failureTakesTheNumbersAwayAndAgeGrows() {
		try (CapturedLog log = new CapturedLog(DatabaseSampler.class)) {
			assertThat(sample()).isTrue();
			assertThat(this.sampler.current()).isSameAs(SAMPLE);
			this.probe = () -> {
				throw new SQLException("password=secret refused", "08001");
			};
			for (int i = 0; i < 3; i++) {
				advance(INTERVAL);
				assertThat(sample()).isTrue();
			}
			assertThat(this.sampler.current(DatabaseSample::sizeInBytes)).isNaN();
			assertThat(this.sampler.ageInSeconds()).isEqualTo(90);
			assertThat(this.sampler.failures()).isEqualTo(3);
			assertThat(this.sampler.deadlocks()).isEqualTo(4);
			this.probe = () -> SAMPLE;
			sample();
			assertThat(this.sampler.current()).isSameAs(SAMPLE);
			assertThat(this.sampler.ageInSeconds()).isZero();
			assertThat(log.lines()).hasSize(2)
				.noneMatch((line) -> line.contains("secret"))
				.anyMatch((line) -> line.startsWith("WARN No sample could be taken of database 'orders': SQLExc"))
				.contains("INFO Samples are taken of database 'orders' again");
		}
	}

	@Test
	void databaseThatHangsHasNoNumbersAfterAWhile() {
		sample();
		advance(INTERVAL.multipliedBy(3));
		assertThat(this.sampler.current()).isNotNull();
		advance(Duration.ofNanos(1));
		assertThat(this.sampler.current()).isNull();
		assertThat(this.sampler.failures()).isZero();
	}

	@Test
	void databaseOfAnotherKindIsAskedOnce() {
		AtomicInteger asked = new AtomicInteger();
		this.probe = () -> {
			asked.incrementAndGet();
			throw new UnsupportedDatabaseException("MySQL 8");
		};
		try (CapturedLog log = new CapturedLog(DatabaseSampler.class)) {
			assertThat(sample()).isFalse();
			assertThat(sample()).isFalse();
			assertThat(asked).hasValue(1);
			assertThat(log.lines()).containsExactly("INFO No samples are taken of database 'orders', which is MySQL 8; "
					+ "its statements are timed all the same");
		}
	}

	@Test
	void hangingDatabaseHoldsUpNoOther() {
		String[] names = { "monitor-database-hanging", "monitor-database-later" };
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger asked = new AtomicInteger();
		AtomicInteger interrupted = new AtomicInteger();
		Databases databases = new Databases((name, dataSource) -> () -> {
			if (name.equals("hanging")) {
				hanging.countDown();
				try {
					never.await();
				}
				catch (InterruptedException ex) {
					interrupted.incrementAndGet();
					throw ex;
				}
			}
			asked.incrementAndGet();
			throw new StackOverflowError();
		}, Duration.ofMillis(5), System::nanoTime);
		databases.observe("hanging", mock());
		DatabaseSampling sampling = new DatabaseSampling(databases, Duration.ofMillis(5));
		sampling.start();
		try {
			databases.observe("later", mock());
			Awaitility.await().untilAtomic(asked, greaterThan(3));
			Awaitility.await().until(() -> hanging.getCount() == 0);
			assertThat(threads()).contains(names);
		}
		finally {
			sampling.stop();
		}
		Awaitility.await().untilAtomic(interrupted, equalTo(1));
		assertThat(sampling.isRunning()).isFalse();
		Awaitility.await().untilAsserted(() -> assertThat(threads()).doesNotContain(names));
	}

	@Test
	void samplingGoesOnIfNoFailureCanBeLogged() {
		AtomicInteger asked = new AtomicInteger();
		Databases databases = new Databases((name, dataSource) -> () -> {
			asked.incrementAndGet();
			throw new StackOverflowError("on purpose");
		}, Duration.ofMillis(5), System::nanoTime);
		databases.observe("orders", mock());
		DatabaseSampling sampling = new DatabaseSampling(databases, Duration.ofMillis(5));
		try (UnwritableLog log = new UnwritableLog(DatabaseSampler.class)) {
			sampling.start();
			Awaitility.await().untilAtomic(asked, greaterThan(3));
			assertThat(log.failures()).isPositive();
		}
		finally {
			sampling.stop();
		}
	}

	@Test
	void samplingCanStartAgain() {
		AtomicInteger asked = new AtomicInteger();
		Databases databases = new Databases((name, dataSource) -> () -> {
			asked.incrementAndGet();
			return SAMPLE;
		}, INTERVAL, System::nanoTime);
		databases.observe("orders", mock());
		DatabaseSampling sampling = new DatabaseSampling(databases, INTERVAL);
		for (int i = 1; i <= 2; i++) {
			sampling.start();
			sampling.start();
			Awaitility.await().untilAtomic(asked, equalTo(i));
			sampling.stop();
		}
		DatabaseSampler found = Objects.requireNonNull(databases.all().iterator().next().sampler());
		Awaitility.await().untilAsserted(() -> assertThat(found.current()).isSameAs(SAMPLE));
	}

	private boolean sample() {
		return this.sampler.sample((sample) -> {
		});
	}

	private void advance(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	private static Stream<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
	}

}
