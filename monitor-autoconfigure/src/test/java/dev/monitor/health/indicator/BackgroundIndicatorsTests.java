package dev.monitor.health.indicator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.monitor.FakeClock;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.TimeSource;
import dev.monitor.check.actuate.CheckHealthIndicator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackgroundIndicatorsTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final CheckSchedule SLOW = new CheckSchedule(Duration.ofHours(1), Duration.ofHours(1),
			Duration.ofSeconds(30), 1, 1);

	private static final CheckSchedule FAST = new CheckSchedule(SHORT, SHORT, SHORT, 1, 1);

	private final Map<String, IndicatorSettings> settings = new ConcurrentHashMap<>();

	private final AtomicLong later = new AtomicLong();

	private final BackgroundIndicators indicators = new BackgroundIndicators(
			(path) -> this.settings.getOrDefault(path, new IndicatorSettings(false, true, SLOW)),
			(status) -> status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE),
			new TimeSource(new FakeClock(), this.later::get));

	private final DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();

	@AfterEach
	void stop() {
		this.indicators.stop();
	}

	@Test
	void readsRunNoCheck() {
		Counting db = new Counting(Health.up().withDetail("database", "H2").build());
		this.registry.registerContributor("db", db);
		BackgroundRegistry shown = start();
		for (int read = 0; read < 1000; read++) {
			assertThat(health(shown, "db")).isEqualTo(Health.up().withDetail("database", "H2").build());
			assertThat(shown.stream().map(HealthContributors.Entry::name)).containsExactly("db");
		}
		assertThat(db.runs).hasValue(1);
	}

	@Test
	void firstReadWaitsForTheFirstResult() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.registry.registerContributor("db", (HealthIndicator) () -> {
			hold(release);
			return Health.down().build();
		});
		BackgroundRegistry shown = start();
		ExecutorService reader = Executors.newSingleThreadExecutor();
		try {
			Future<Health> read = reader.submit(() -> health(shown, "db"));
			assertThat(indicator(shown, "db").current()).isNotNull()
				.extracting(Health::getStatus)
				.isEqualTo(Status.UNKNOWN);
			assertThat(read.isDone()).isFalse();
			release.countDown();
			assertThat(read.get().getStatus()).isEqualTo(Status.DOWN);
		}
		finally {
			reader.shutdownNow();
		}
	}

	@Test
	void readersOfManyThatHangWaitForOneTimeoutAtMostAndThenNotAtAll() {
		CountDownLatch never = new CountDownLatch(1);
		Map<String, HealthIndicator> hanging = new LinkedHashMap<>();
		CheckSchedule schedule = new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1),
				1, 1);
		IntStream.range(0, 60).forEach((number) -> {
			this.settings.put("many/" + number, new IndicatorSettings(false, true, schedule));
			hanging.put(String.valueOf(number), () -> {
				hold(never);
				return null;
			});
		});
		this.registry.registerContributor("many", CompositeHealthContributor.fromMap(hanging));
		BackgroundRegistry shown = start();
		long begin = System.nanoTime();
		assertThat(composite(shown, "many").stream()).hasSize(60)
			.allSatisfy((member) -> assertThat(((HealthIndicator) member.contributor()).health())
				.isEqualTo(Health.down().withDetail("error", "no answer within 1s").build()));
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
		never.countDown();
	}

	@Test
	void readBeforeTheStartIsUnknownAtOnce() {
		Counting db = new Counting(Health.up().build());
		this.registry.registerContributor("db", db);
		BackgroundRegistry shown = new BackgroundRegistry(this.registry, this.indicators);
		assertThat(health(shown, "db").getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(db.runs).hasValue(0);
	}

	@Test
	void optionalIndicatorIsNeverSeenDownAlsoBeforeItsResultIsIn() {
		Queue<Health> said = new ConcurrentLinkedQueue<>(List.of(Health.up().build()));
		List<Status> seen = new CopyOnWriteArrayList<>();
		AtomicReference<@Nullable BackgroundHealthIndicator> read = new AtomicReference<>();
		BackgroundIndicators optional = new BackgroundIndicators((path) -> new IndicatorSettings(false, false, FAST),
				(status) -> {
					BackgroundHealthIndicator reader = status.equals(Status.DOWN) ? read.getAndSet(null) : null;
					Health current = (reader != null) ? reader.current() : null;
					if (current != null) {
						seen.add(current.getStatus());
					}
					return status.equals(Status.DOWN);
				}, TimeSource.SYSTEM);
		HealthIndicator db = () -> Objects.requireNonNullElseGet(said.poll(), () -> Health.down().build());
		read.set((BackgroundHealthIndicator) optional.inBackground("db", db));
		optional.start();
		await().until(() -> !seen.isEmpty());
		optional.stop();
		assertThat(seen).containsExactly(CheckHealthIndicator.DEGRADED);
	}

	@Test
	void indicatorThatThrowsIsDownWithoutCredentials() {
		this.registry.registerContributor("db", (HealthIndicator) () -> {
			throw new IllegalStateException("jdbc:x?password=tiger");
		});
		assertThat(health(start(), "db"))
			.isEqualTo(Health.down().withDetail("error", "IllegalStateException: jdbc:x?password=...").build());
	}

	@Test
	void indicatorWithoutHealthIsNotShown() {
		this.registry.registerContributor("db", (HealthIndicator) () -> null);
		assertThat(indicator(start(), "db").health()).isNull();
	}

	@Test
	void hungIndicatorDoesNotStayGreen() {
		this.settings.put("db", new IndicatorSettings(false, true, FAST));
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger runs = new AtomicInteger();
		this.registry.registerContributor("db", (HealthIndicator) () -> {
			if (runs.incrementAndGet() > 3) {
				hold(never);
			}
			return Health.up().build();
		});
		BackgroundRegistry shown = start();
		await().until(() -> runs.get() > 3 && health(shown, "db").getStatus().equals(Status.DOWN));
		never.countDown();
		await().until(() -> health(shown, "db").getStatus().equals(Status.UP));
	}

	@Test
	void resultThatIsTooOldDoesNotStayGreen() {
		this.registry.registerContributor("db", new Counting(Health.up().build()));
		BackgroundRegistry shown = start();
		assertThat(health(shown, "db").getStatus()).isEqualTo(Status.UP);
		this.indicators.stop();
		this.later.addAndGet(SLOW.maxAge().toNanos());
		assertThat(health(shown, "db").getStatus()).isEqualTo(Status.UP);
		this.later.incrementAndGet();
		assertThat(health(shown, "db")).isEqualTo(
				Health.down().withDetail("error", "stale, no result since " + new FakeClock().instant()).build());
	}

	@Test
	void statusAndDetailsStayAsTheyAre() {
		Health custom = Health.status("FOGGY").withDetail("sight", "10 m").build();
		this.registry.registerContributor("weather", new Counting(custom));
		this.registry.registerContributor("unknown", new Counting(Health.unknown().build()));
		BackgroundRegistry shown = start();
		assertThat(health(shown, "weather")).isEqualTo(custom);
		assertThat(health(shown, "unknown")).isEqualTo(Health.unknown().build());
		assertThat(indicator(shown, "weather").health(false)).isEqualTo(Health.status("FOGGY").build());
	}

	@Test
	void failureOfWhatIsNotRequiredShowsAsDegraded() {
		this.settings.put("mail", new IndicatorSettings(false, false, SLOW));
		this.registry.registerContributor("mail", new Counting(Health.down().withDetail("host", "smtp").build()));
		assertThat(health(start(), "mail")).isEqualTo(Health.status("DEGRADED").withDetail("host", "smtp").build());
	}

	@Test
	void memoryReadersAndExcludedOnesAreLeftAlone() {
		this.settings.put("excluded", new IndicatorSettings(true, true, SLOW));
		PingHealthIndicator ping = new PingHealthIndicator();
		Counting excluded = new Counting(Health.up().build());
		this.registry.registerContributor("ping", ping);
		this.registry.registerContributor("excluded", excluded);
		BackgroundRegistry shown = start();
		assertThat(shown.getContributor("ping")).isSameAs(ping);
		assertThat(shown.getContributor("excluded")).isSameAs(excluded);
	}

	@Test
	void registrationAtRunTimeIsCheckedAndUnregistrationEndsIt() {
		List<String> seen = new ArrayList<>();
		this.indicators.addObserver((added) -> seen.add("+" + added.path()), (gone) -> seen.add("-" + gone.path()));
		BackgroundRegistry shown = start();
		Counting late = new Counting(Health.up().build());
		shown.registerContributor("late", late);
		assertThat(health(shown, "late").getStatus()).isEqualTo(Status.UP);
		assertThat(late.runs).hasValue(1);
		assertThat(shown.unregisterContributor("late")).isSameAs(late);
		assertThat(shown.getContributor("late")).isNull();
		shown.registerContributor("late", new Counting(Health.down().build()));
		assertThat(health(shown, "late").getStatus()).isEqualTo(Status.DOWN);
		assertThat(seen).containsExactly("+late", "-late", "+late");
	}

	@Test
	void compositeShowsItsPresentMembersAndForgetsOthers() {
		List<String> seen = new ArrayList<>();
		this.indicators.addObserver((added) -> seen.add("+" + added.path()), (gone) -> seen.add("-" + gone.path()));
		Changing changing = new Changing();
		Counting primary = new Counting(Health.up().build());
		changing.members.put("primary", primary);
		this.registry.registerContributor("db", changing);
		BackgroundRegistry shown = start();
		HealthContributor member = composite(shown, "db").getContributor("primary");
		assertThat(member).isInstanceOf(BackgroundHealthIndicator.class);
		changing.members.clear();
		changing.members.put("replica", new Counting(Health.down().build()));
		assertThat(composite(shown, "db").stream().map(HealthContributors.Entry::name)).containsExactly("replica");
		assertThat(composite(shown, "db").getContributor("primary")).isNull();
		assertThat(seen).containsExactly("+db/primary", "+db/replica", "-db/primary");
	}

	@Test
	void reactiveIndicatorsAreReadFromMemoryInEitherWay() {
		AtomicInteger runs = new AtomicInteger();
		ReactiveHealthIndicator redis = () -> Mono.fromSupplier(() -> {
			runs.incrementAndGet();
			return Health.up().build();
		});
		DefaultReactiveHealthContributorRegistry reactive = new DefaultReactiveHealthContributorRegistry();
		reactive.registerContributor("redis", redis);
		reactive.registerContributor("nodes", CompositeReactiveHealthContributor.fromMap(Map.of("one", redis)));
		ReactiveBackgroundRegistry shown = new ReactiveBackgroundRegistry(reactive, this.indicators);
		this.indicators.start();
		for (int read = 0; read < 100; read++) {
			assertThat(statuses(shown)).containsExactly(Status.UP, Status.UP);
			assertThat(indicator(shown.asHealthContributors(), "redis").health()).isEqualTo(Health.up().build());
		}
		assertThat(runs).hasValue(2);
	}

	@Test
	void reactiveReaderDoesNotBlockOnTheFirstResult() {
		CountDownLatch release = new CountDownLatch(1);
		DefaultReactiveHealthContributorRegistry reactive = new DefaultReactiveHealthContributorRegistry();
		reactive.registerContributor("redis", (ReactiveHealthIndicator) () -> Mono.fromSupplier(() -> {
			hold(release);
			return Health.up().build();
		}));
		ReactiveBackgroundRegistry shown = new ReactiveBackgroundRegistry(reactive, this.indicators);
		this.indicators.start();
		ReactiveHealthIndicator redis = (ReactiveHealthIndicator) shown.getContributor("redis");
		assertThat(redis).isNotNull();
		List<Health> received = new ArrayList<>();
		CountDownLatch end = new CountDownLatch(1);
		redis.health().subscribe(received::add, (failure) -> end.countDown(), end::countDown);
		assertThat(end.getCount()).isOne();
		release.countDown();
		await().until(() -> end.getCount() == 0);
		assertThat(received).containsExactly(Health.up().build());
	}

	@Test
	void restartsLeaveNoThreadBehind() {
		this.settings.put("restart", new IndicatorSettings(false, true,
				new CheckSchedule(Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofMinutes(1), 1, 1)));
		CountDownLatch never = new CountDownLatch(1);
		this.registry.registerContributor("restart", (HealthIndicator) () -> {
			hold(never);
			return null;
		});
		BackgroundRegistry shown = new BackgroundRegistry(this.registry, this.indicators);
		for (int round = 0; round < 20; round++) {
			this.indicators.start();
			await().until(() -> threads().anyMatch((name) -> name.equals("monitor-health-check-restart")));
			this.indicators.stop();
			assertThat(health(shown, "restart").getStatus()).isIn(Status.UNKNOWN, Status.DOWN);
		}
		await().until(() -> threads().noneMatch((name) -> name.startsWith("monitor-health-check-restart")));
	}

	private BackgroundRegistry start() {
		BackgroundRegistry shown = new BackgroundRegistry(this.registry, this.indicators);
		this.indicators.start();
		return shown;
	}

	private static Stream<Status> statuses(ReactiveHealthContributors contributors) {
		return contributors.stream().flatMap((entry) -> statuses(entry.contributor()));
	}

	private static Stream<Status> statuses(ReactiveHealthContributor contributor) {
		if (contributor instanceof CompositeReactiveHealthContributor composite) {
			return statuses((ReactiveHealthContributors) composite);
		}
		Health health = ((ReactiveHealthIndicator) contributor).health().block();
		return Stream.of((health != null) ? health.getStatus() : Status.UNKNOWN);
	}

	private static Health health(HealthContributors contributors, String name) {
		@Nullable Health health = indicator(contributors, name).health();
		assertThat(health).isNotNull();
		return health;
	}

	private static BackgroundHealthIndicator indicator(HealthContributors contributors, String name) {
		HealthContributor contributor = contributors.getContributor(name);
		assertThat(contributor).isInstanceOf(BackgroundHealthIndicator.class);
		return (BackgroundHealthIndicator) contributor;
	}

	private static CompositeHealthContributor composite(HealthContributors contributors, String name) {
		HealthContributor contributor = contributors.getContributor(name);
		assertThat(contributor).isInstanceOf(CompositeHealthContributor.class);
		return (CompositeHealthContributor) contributor;
	}

	private static Stream<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
	}

	private static void hold(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

	private static final class Counting implements HealthIndicator {

		private final Health health;

		private final AtomicInteger runs = new AtomicInteger();

		Counting(Health health) {
			this.health = health;
		}

		@Override
		public Health health() {
			this.runs.incrementAndGet();
			return this.health;
		}

	}

	private static final class Changing implements CompositeHealthContributor {

		private final Map<String, HealthContributor> members = new ConcurrentHashMap<>();

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			return this.members.get(name);
		}

		@Override
		public Stream<Entry> stream() {
			return this.members.entrySet().stream().map((entry) -> new Entry(entry.getKey(), entry.getValue()));
		}

	}

}
