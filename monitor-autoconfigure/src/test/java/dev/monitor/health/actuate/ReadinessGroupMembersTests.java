package dev.monitor.health.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.monitor.FakeClock;
import dev.monitor.check.CheckSchedule;
import dev.monitor.gate.Gates;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.indicator.BackgroundIndicators;
import dev.monitor.health.indicator.IndicatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ReadinessGroupMembersTests {

	private static final CheckSchedule SCHEDULE = new CheckSchedule(Duration.ofMillis(20), Duration.ofMillis(20),
			Duration.ofMillis(20), 1, 1);

	private final HealthContributorRegistry registry = new DefaultHealthContributorRegistry();

	private final HealthEndpointGroup group = mock();

	private final ApplicationAvailability availability = mock();

	private final CountDownLatch mayAnswer = new CountDownLatch(1);

	private final BackgroundIndicators indicators = new BackgroundIndicators(
			(path) -> new IndicatorSettings(false, true, SCHEDULE), (status) -> status.equals(Status.DOWN));

	private final ReadinessGroupMembers members = new ReadinessGroupMembers(this.registry, this.group, this.indicators);

	private volatile Status status = Status.UP;

	@BeforeEach
	void group() {
		given(this.group.isMember(anyString())).willReturn(true);
		given(this.group.getStatusAggregator()).willReturn(StatusAggregator.getDefault());
		given(this.group.getHttpCodeStatusMapper()).willReturn(HttpCodeStatusMapper.getDefault());
		given(this.availability.getReadinessState()).willReturn(ReadinessState.REFUSING_TRAFFIC);
	}

	@AfterEach
	void stop() {
		this.mayAnswer.countDown();
		this.indicators.stop();
	}

	@Test
	void withoutMembersNothingSpeaksAgainstTraffic() {
		assertThat(this.members.refusal()).isNull();
	}

	@Test
	void theGatesAndTheReadinessStateAreReadElsewhere() {
		this.registry.registerContributor("readinessState", new ReadinessStateHealthIndicator(this.availability));
		this.registry.registerContributor("gates",
				new GatesHealthContributor(new Gates(List.of(SwitchGate.closed("mine", "no", new FakeClock())))));
		assertThat(this.members.refusal()).isNull();
	}

	@Test
	void aMemberThatIsDownIsNamedWhereverItStands() {
		this.registry.registerContributor("ping", indicator(Status.UP));
		Map<String, HealthContributor> sources = new LinkedHashMap<>();
		sources.put("orders", new Memory(this::health));
		this.registry.registerContributor("db", CompositeHealthContributor.fromMap(sources));
		assertThat(this.members.refusal()).isNull();
		this.status = Status.DOWN;
		assertThat(this.members.refusal()).isEqualTo("Health of 'db/orders' is DOWN");
	}

	@Test
	void othersDoNotCount() {
		this.registry.registerContributor("mail", indicator(Status.DOWN));
		given(this.group.isMember("mail")).willReturn(false);
		assertThat(this.members.refusal()).isNull();
	}

	@Test
	void theGroupsOwnMappingDecides() {
		this.registry.registerContributor("stock", indicator(new Status("DEGRADED")));
		assertThat(this.members.refusal()).isNull();
		given(this.group.getStatusAggregator()).willReturn(StatusAggregator.of("DEGRADED", "UP"));
		given(this.group.getHttpCodeStatusMapper()).willReturn(HttpCodeStatusMapper.of(Map.of("DEGRADED", 503)));
		assertThat(this.members.refusal()).isEqualTo("Health of 'stock' is DEGRADED");
	}

	@Test
	void aMemberThatThrowsIsDown() {
		this.registry.registerContributor("db", new Memory(() -> {
			throw new IllegalStateException("on purpose");
		}));
		assertThat(this.members.refusal()).isEqualTo("Health of 'db' is DOWN");
	}

	@Test
	void aMemberWhoseClassesAreMissingIsDown() {
		this.registry.registerContributor("db", new Memory(() -> {
			throw new NoClassDefFoundError("on purpose");
		}));
		assertThat(this.members.refusal()).isEqualTo("Health of 'db' is DOWN");
	}

	@Test
	void whatIsNotInMemoryIsOutOfServiceUntilItHasBeenChecked() {
		AtomicInteger runs = new AtomicInteger();
		this.registry.registerContributor("db", (HealthIndicator) () -> {
			runs.incrementAndGet();
			return health();
		});
		assertThat(this.members.refusal()).isEqualTo("Health of 'db' is OUT_OF_SERVICE");
		this.indicators.start();
		await().until(() -> this.members.refusal() == null);
		this.status = Status.DOWN;
		await().until(() -> "Health of 'db' is DOWN".equals(this.members.refusal()));
		this.indicators.stop();
		int before = runs.get();
		for (int i = 0; i < 1000; i++) {
			this.members.refusal();
		}
		assertThat(runs).hasValueLessThanOrEqualTo(before + 1);
	}

	@Test
	void whatHangsOrThrowsInTheBackgroundIsDown() {
		this.registry.registerContributor("db", (HealthIndicator) this::hang);
		this.indicators.start();
		await().until(() -> "Health of 'db' is DOWN".equals(this.members.refusal()));
		this.registry.unregisterContributor("db");
		this.registry.registerContributor("throws", (HealthIndicator) () -> {
			throw new IllegalStateException("on purpose");
		});
		await().until(() -> "Health of 'throws' is DOWN".equals(this.members.refusal()));
	}

	@Test
	void whatIsNoMemberAnyMoreIsNotChecked() {
		AtomicInteger runs = new AtomicInteger();
		this.registry.registerContributor("db", (HealthIndicator) () -> {
			runs.incrementAndGet();
			return health();
		});
		this.indicators.start();
		await().until(() -> this.members.refusal() == null);
		this.registry.unregisterContributor("db");
		assertThat(this.members.refusal()).isNull();
		List<String> checked = new ArrayList<>();
		this.indicators.addObserver((indicator) -> checked.add(indicator.path()), (indicator) -> {
		});
		assertThat(checked).isEmpty();
	}

	@Test
	void stoppingLeavesNoThread() {
		this.registry.registerContributor("hanging-member", (HealthIndicator) this::hang);
		this.indicators.start();
		this.members.refusal();
		await().until(() -> threads().anyMatch((name) -> name.equals("monitor-health-check-hanging-member")));
		this.indicators.stop();
		await().until(() -> threads().noneMatch((name) -> name.equals("monitor-health-check-hanging-member")));
	}

	@Test
	void theGateTellsSinceWhenAMemberSpeaksAgainstTraffic() {
		FakeClock clock = new FakeClock();
		Instant start = clock.instant();
		given(this.availability.getLastChangeEvent(ReadinessState.class))
			.willReturn(new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC) {

				private static final long serialVersionUID = 1L;

			});
		this.registry.registerContributor("db", new Memory(this::health));
		ApplicationGate gate = new ApplicationGate(AvailabilityGate.readiness(this.availability, start), this.members,
				clock);
		assertThat(gate.verdict().open()).isTrue();
		clock.advance(Duration.ofDays(300_000));
		this.status = Status.DOWN;
		Instant down = clock.instant();
		assertThat(gate.verdict().since()).isEqualTo(down);
		clock.advance(Duration.ofSeconds(3));
		assertThat(gate.verdict().since()).isEqualTo(down);
		this.status = Status.UP;
		assertThat(gate.verdict().since()).isEqualTo(clock.instant());
		assertThat(gate.verdict().open()).isTrue();
	}

	private static HealthIndicator indicator(Status status) {
		return new Memory(() -> Health.status(status).build());
	}

	private static Stream<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
	}

	private Health hang() {
		try {
			this.mayAnswer.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Health.up().build();
	}

	private Health health() {
		return Health.status(this.status).build();
	}

	private record Memory(Supplier<Health> answer) implements HealthIndicator, InMemory {

		@Override
		public Health health() {
			return this.answer.get();
		}

	}

}
