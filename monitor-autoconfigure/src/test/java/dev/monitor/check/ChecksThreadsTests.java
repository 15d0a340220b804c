package dev.monitor.check;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real threads and real time.
 */
class ChecksThreadsTests {

	/**
	 * How long to watch checks that hang, longer with {@code -Dtests.soak-minutes=10}.
	 */
	private static final Duration SOAK = Duration.ofMinutes(Long.getLong("tests.soak-minutes", 0)).plusSeconds(1);

	private static final CheckSchedule SCHEDULE = new CheckSchedule(Duration.ofMillis(20), Duration.ofMillis(10),
			Duration.ofMillis(10), 3, 1);

	@Test
	void fiftyChecksThatHangFromTheStartHoldOneThreadEachAndDelayNobody() {
		CountDownLatch release = new CountDownLatch(1);
		List<HangingCheck> hanging = IntStream.range(0, 50).mapToObj((number) -> new HangingCheck(release)).toList();
		List<Check> dependencies = IntStream.range(0, 50)
			.mapToObj((number) -> new Check("fifty-" + number, true, hanging.get(number), SCHEDULE, TimeSource.SYSTEM))
			.toList();
		Check healthy = ScriptedProbe.required("fifty-healthy", ScriptedProbe.ok())
			.on(new CheckSchedule(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(20), 1000, 1),
					TimeSource.SYSTEM);
		Counting counting = new Counting(healthy.name());
		Checks monitor = new Checks(HandDriven.KIND, concat(dependencies, healthy));
		monitor.addListener(counting);
		monitor.start();
		try {
			await().until(() -> dependencies.stream().allMatch((each) -> each.state().consecutiveFailures() >= 20));
			await().until(() -> counting.results.get() >= 20);
			await().during(SOAK)
				.atMost(SOAK.plusSeconds(30))
				.untilAsserted(() -> assertThat(threads("monitor-dependency-check-fifty-").stream()
					.filter((thread) -> !thread.getName().endsWith("healthy"))).hasSize(50));
			assertThat(hanging).allSatisfy((check) -> {
				assertThat(check.runs.get()).isEqualTo(1);
				assertThat(check.most.get()).isEqualTo(1);
			});
			assertThat(dependencies).allSatisfy((each) -> assertThat(each.state().reason()).contains("hangs"));
			release.countDown();
			await().until(() -> dependencies.stream().allMatch((each) -> each.state().isUp()));
		}
		finally {
			release.countDown();
			monitor.stop();
		}
		assertThat(hanging).allSatisfy((check) -> assertThat(check.most.get()).isEqualTo(1));
		await().until(() -> threads("monitor-dependency-check-fifty-").isEmpty());
	}

	@Test
	void checkThatAnswersToInterruptionRunsAgainAndAgainButNeverTwiceAtATime() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Checks monitor = new Checks(HandDriven.KIND, List.of(dependency(ScriptedProbe.required("again", () -> {
			most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
			runs.incrementAndGet();
			try {
				never.await();
			}
			finally {
				inFlight.decrementAndGet();
			}
		}))));
		monitor.start();
		await().until(() -> runs.get() >= 20);
		monitor.stop();
		assertThat(most).hasValue(1);
		await().until(() -> inFlight.get() == 0);
	}

	@Test
	void restartsLeaveNoThreadBehind() {
		Set<Thread> before = threads("monitor-dependency-");
		Check dependency = dependency(ScriptedProbe.required("restart", () -> new CountDownLatch(1).await()));
		Checks monitor = new Checks(HandDriven.KIND, List.of(dependency));
		for (int round = 0; round < 20; round++) {
			monitor.start();
			await().until(() -> !threads("monitor-dependency-check-restart").isEmpty());
			monitor.stop();
		}
		await().untilAsserted(() -> assertThat(threads("monitor-dependency-")).isSubsetOf(before));
	}

	@Test
	void threadsAreNamedDaemonsWithTheClassLoaderOfWhoeverStarted() {
		AtomicInteger daemons = new AtomicInteger();
		ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
		};
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		Check dependency = dependency(ScriptedProbe.required("named", () -> {
			Thread current = Thread.currentThread();
			if (current.isDaemon() && current.getName().equals("monitor-dependency-check-named")
					&& current.getContextClassLoader() == loader) {
				daemons.incrementAndGet();
			}
		}));
		Checks monitor = new Checks(HandDriven.KIND, List.of(dependency));
		Thread.currentThread().setContextClassLoader(loader);
		try {
			monitor.start();
			await().until(() -> daemons.get() >= 2);
			assertThat(threads("monitor-dependency-scheduler")).isNotEmpty().allMatch(Thread::isDaemon);
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
			monitor.stop();
		}
	}

	@Test
	void startsNoThreadWithoutDependencies() {
		Set<Thread> before = threads("monitor-dependency-");
		Checks monitor = new Checks(HandDriven.KIND, List.of());
		monitor.start();
		assertThat(threads("monitor-dependency-")).isSubsetOf(before);
		monitor.stop();
	}

	private static Check dependency(ScriptedProbe check) {
		return check.on(SCHEDULE, TimeSource.SYSTEM);
	}

	private static List<Check> concat(List<Check> dependencies, Check last) {
		return IntStream.rangeClosed(0, dependencies.size())
			.mapToObj((index) -> (index < dependencies.size()) ? dependencies.get(index) : last)
			.toList();
	}

	private static Set<Thread> threads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith(prefix))
			.collect(Collectors.toSet());
	}

	/**
	 * Ignores every interruption.
	 */
	private static final class HangingCheck implements Probe {

		private final CountDownLatch release;

		private final AtomicInteger runs = new AtomicInteger();

		private final AtomicInteger inFlight = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		HangingCheck(CountDownLatch release) {
			this.release = release;
		}

		@Override
		public void check() {
			this.runs.incrementAndGet();
			this.most.accumulateAndGet(this.inFlight.incrementAndGet(), Math::max);
			boolean released = false;
			while (!released) {
				try {
					this.release.await();
					released = true;
				}
				catch (InterruptedException ex) {
					// goes on hanging
				}
			}
			this.inFlight.decrementAndGet();
		}

	}

	private static final class Counting implements CheckListener {

		private final String counted;

		private final AtomicInteger results = new AtomicInteger();

		Counting(String counted) {
			this.counted = counted;
		}

		@Override
		public void onResult(String check, CheckResult result) {
			if (check.equals(this.counted)) {
				this.results.incrementAndGet();
			}
		}

	}

}
