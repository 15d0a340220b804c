package dev.monitor.health.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextStoppedEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownDelayTests {

	private final ConfigurableApplicationContext context = new GenericApplicationContext();

	private final List<Duration> pauses = new ArrayList<>();

	private final FakeClock clock = new FakeClock();

	private final SwitchGate shutdown = SwitchGate.opened("shutdown", this.clock);

	private final SwitchGate warmup = SwitchGate.closed("warmup", "Warmup in progress", this.clock);

	private final Gates gates = new Gates(List.of(this.shutdown, this.warmup));

	private final ApplicationEvent ready = new ApplicationReadyEvent(new SpringApplication(), new String[0],
			this.context, Duration.ZERO);

	private final ApplicationEvent closed = new ContextClosedEvent(this.context);

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void anApplicationThatWasReadyIsHeldUp() {
		ShutdownDelay delay = delay(Duration.ofSeconds(7));
		this.warmup.open();
		delay.onApplicationEvent(this.ready);
		this.shutdown.close("Shutting down");
		delay.onApplicationEvent(this.closed);
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(7));
	}

	@Test
	void oneThatFailedToStartIsNot() {
		delay(Duration.ofSeconds(7)).onApplicationEvent(this.closed);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void oneThatWasNeverInServiceIsNot() {
		ShutdownDelay delay = delay(Duration.ofSeconds(7));
		this.clock.advance(Duration.ofSeconds(2));
		delay.onApplicationEvent(this.ready);
		this.clock.advance(Duration.ofSeconds(2));
		this.shutdown.close("Shutting down");
		try (CapturedLog log = new CapturedLog(ShutdownDelay.class)) {
			delay.onApplicationEvent(this.closed);
			assertThat(log.lines())
				.containsExactly("INFO Shutting down at once: gate 'warmup' has been closed since the start");
		}
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void oneThatIsInServiceThoughAnExcludedGateHasBeenClosedSinceTheStartIs() {
		ShutdownDelay delay = new ShutdownDelay(Duration.ofSeconds(7), this.context, () -> this.gates, Set.of("warmup"),
				this.pauses::add, this.clock);
		this.clock.advance(Duration.ofSeconds(2));
		delay.onApplicationEvent(this.ready);
		this.clock.advance(Duration.ofSeconds(2));
		this.shutdown.close("Shutting down");
		delay.onApplicationEvent(this.closed);
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(7));
	}

	@Test
	void oneWhoseGateHasClosedAgainIs() {
		ShutdownDelay delay = delay(Duration.ofSeconds(7));
		delay.onApplicationEvent(this.ready);
		this.warmup.open();
		this.clock.advance(Duration.ofSeconds(2));
		this.warmup.close("Warmup in progress");
		this.shutdown.close("Shutting down");
		delay.onApplicationEvent(this.closed);
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(7));
	}

	@Test
	void oneIsWhoseClockWasSetBackBehindItsStart() {
		ShutdownDelay delay = delay(Duration.ofSeconds(7));
		this.warmup.open();
		delay.onApplicationEvent(this.ready);
		this.clock.advance(Duration.ofHours(-1));
		this.shutdown.close("Shutting down");
		delay.onApplicationEvent(this.closed);
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(7));
	}

	@Test
	void zeroCostsNothing() {
		ShutdownDelay delay = delay(Duration.ZERO);
		delay.onApplicationEvent(this.ready);
		delay.onApplicationEvent(this.closed);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void theEndOfAChildIsNotTheEnd() {
		ShutdownDelay delay = delay(Duration.ofSeconds(7));
		delay.onApplicationEvent(this.ready);
		delay.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void anInterruptEndsTheWaitAndIsKept() {
		ShutdownDelay delay = new ShutdownDelay(Duration.ofSeconds(7), this.context, () -> this.gates, Set.of(),
				(duration) -> {
					throw new InterruptedException();
				}, this.clock);
		this.warmup.open();
		delay.onApplicationEvent(this.ready);
		delay.onApplicationEvent(this.closed);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void itHearsOnlyWhatItNeeds() {
		ShutdownDelay delay = delay(Duration.ZERO);
		assertThat(delay.supportsEventType(ApplicationReadyEvent.class)).isTrue();
		assertThat(delay.supportsEventType(ContextClosedEvent.class)).isTrue();
		assertThat(delay.supportsEventType(ContextStoppedEvent.class)).isFalse();
	}

	private ShutdownDelay delay(Duration wait) {
		return new ShutdownDelay(wait, this.context, () -> this.gates, Set.of(), this.pauses::add, this.clock);
	}

}
