package dev.monitor.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ObservedDeliveriesTests {

	private static final String TARGET = "https://user:secret@Example.org/hook?token=secret";

	private final FakeClock clock = new FakeClock();

	private final FailingHosts hosts = new FailingHosts(this.clock);

	private final List<String> told = new ArrayList<>();

	private final ObservedDeliveries deliveries = deliveries(List.of());

	private ObservedDeliveries deliveries(List<DeliveryGate> gates) {
		ObservedDeliveries made = new ObservedDeliveries(new Channels(), this.hosts, gates,
				() -> this.clock.instant().toEpochMilli() * 1_000_000);
		made.addListener(new DeliveryListener() {

			@Override
			public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
				ObservedDeliveriesTests.this.told
					.add("%s %s %d %s".formatted(channel, host, duration.toMillis(), reason));
			}

			@Override
			public void failed(DeliveryFailure failure) {
				ObservedDeliveriesTests.this.told.add(failure.toString());
			}

		});
		return made;
	}

	private static String refuse() throws IOException {
		throw new ConnectException("Connection refused");
	}

	private void failAnAttempt(ObservedDeliveries deliveries) {
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> deliveries.attempt("webhooks", TARGET, ObservedDeliveriesTests::refuse));
	}

	@Test
	void anAttemptIsASuccessIfItReturns() {
		String answer = this.deliveries.attempt("webhooks", TARGET, () -> {
			this.clock.advance(Duration.ofMillis(20));
			return "ok";
		});
		assertThat(answer).isEqualTo("ok");
		assertThat(this.told).containsExactly("webhooks example.org 20 null");
		assertThat(this.deliveries.failingSince(TARGET)).isNull();
	}

	@Test
	void whatAnAttemptThrowsComesOutAsItIs() {
		AssertionError error = new AssertionError();
		assertThatThrownBy(() -> this.deliveries.attempt("webhooks", TARGET, () -> {
			throw error;
		})).isSameAs(error);
		failAnAttempt(this.deliveries);
		assertThat(this.told).containsExactly("webhooks example.org 0 other", "webhooks example.org 0 econnrefused");
	}

	@Test
	void aFinalFailureTellsHowOftenAndSinceWhenTheHostFailed() {
		this.deliveries.attempt("webhooks", TARGET, () -> "");
		Instant success = this.clock.instant();
		this.clock.advance(Duration.ofHours(1));
		Instant since = this.clock.instant();
		for (int i = 0; i < 3; i++) {
			failAnAttempt(this.deliveries);
			this.clock.advance(Duration.ofHours(12));
		}
		this.told.clear();
		this.deliveries.failed("webhooks", TARGET, new DeliveryStatusException(410));
		assertThat(this.told)
			.containsExactly(new DeliveryFailure("webhooks", "example.org", "http_410", 3, since).toString());
		assertThat(this.deliveries.failingSince("example.org")).isEqualTo(since);
		StatusRow row = new DeliveryStatus(this.hosts, this.clock).section().rows().get(0);
		assertThat(row.name()).isEqualTo("example.org");
		assertThat(row.numbers()).hasToString("{failing_seconds=129600.0, days=3, attempts=3}");
		assertThat(row.texts()).hasToString("{reason=http_410, since=" + since + ", last_success=" + success + "}");
	}

	@Test
	void aFinalFailureWithoutAttemptsIsKnownAllTheSame() {
		this.deliveries.failed("webhooks", TARGET, new ConnectException());
		assertThat(this.told).containsExactly(
				new DeliveryFailure("webhooks", "example.org", "econnrefused", 1, this.clock.instant()).toString());
	}

	@Test
	void whatIsNoFaultOfTheHostIsNotHeldAgainstIt() {
		this.deliveries.failed("webhooks", TARGET, new NullPointerException());
		this.deliveries.failed("webhooks", "", new ConnectException());
		assertThat(this.told).containsExactly(
				new DeliveryFailure("webhooks", "example.org", "other", 0, null).toString(),
				new DeliveryFailure("webhooks", "unknown", "econnrefused", 0, null).toString());
		assertThat(this.hosts.all()).isEmpty();
	}

	@Test
	void aSuccessEndsIt() {
		failAnAttempt(this.deliveries);
		this.deliveries.attempt("webhooks", TARGET, () -> "");
		assertThat(this.deliveries.failingSince(TARGET)).isNull();
	}

	@Test
	void anAttemptInsideAnotherIsAPartOfIt() {
		this.deliveries.attempt("orders", TARGET, () -> this.deliveries.attempt("webhooks", "a.test", () -> ""));
		assertThat(this.told).containsExactly("orders example.org 0 null");
		this.deliveries.attempt("webhooks", "a.test", () -> "");
		assertThat(this.told).last().isEqualTo("webhooks a.test 0 null");
	}

	@Test
	void whatAListenerDeliversMeanwhileIsNotObserved() {
		this.deliveries.addListener(new DeliveryListener() {

			@Override
			public void failed(DeliveryFailure failure) {
				ObservedDeliveriesTests.this.deliveries.attempt("mail", "a.test", () -> "");
			}

		});
		this.deliveries.failed("webhooks", TARGET, new ConnectException());
		this.deliveries.attempt("webhooks", TARGET, () -> "");
		assertThat(this.told).hasSize(2).noneMatch((line) -> line.contains("mail"));
	}

	@Test
	void whatAListenerSaysHasFailedForGoodIsNotObserved() {
		this.deliveries.addListener(new DeliveryListener() {

			@Override
			public void failed(DeliveryFailure failure) {
				ObservedDeliveriesTests.this.deliveries.failed("alarm", "a.test", new ConnectException());
			}

		});
		this.deliveries.failed("webhooks", TARGET, new ConnectException());
		assertThat(this.told).singleElement().asString().contains("webhooks");
	}

	@Test
	void whatAListenerDeliversWhenAnAttemptIsRejectedIsNotObserved() {
		ObservedDeliveries gated = deliveries(List.of((host) -> !host.equals("example.org")));
		gated.addListener(alarm(gated));
		assertThatExceptionOfType(DeliveryRejectedException.class)
			.isThrownBy(() -> gated.attempt("webhooks", TARGET, () -> ""));
		assertThat(this.told).containsExactly("webhooks example.org 0 rejected");
	}

	@Test
	void whatAListenerDeliversWhenAnAttemptEndsOnAnotherThreadIsNotObserved() throws Exception {
		this.deliveries.addListener(alarm(this.deliveries));
		OpenAttempt attempt = this.deliveries.beginDetached("webhooks", TARGET);
		Thread other = new Thread(() -> attempt.failed(new ConnectException()));
		other.start();
		other.join();
		assertThat(this.told).containsExactly("webhooks example.org 0 econnrefused");
	}

	@Test
	void whatAGateDeliversIsNotObserved() {
		List<Deliveries> own = new ArrayList<>();
		ObservedDeliveries gated = deliveries(List.of((host) -> {
			own.get(0).attempt("mail", "registry.test", () -> "");
			return true;
		}));
		own.add(gated);
		gated.attempt("webhooks", TARGET, () -> "");
		assertThat(this.told).containsExactly("webhooks example.org 0 null");
	}

	/**
	 * Tells a person of each failure, at the same host.
	 */
	private static DeliveryListener alarm(Deliveries deliveries) {
		return new DeliveryListener() {

			@Override
			public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
				deliveries.attempt("alarm", TARGET, () -> "");
			}

		};
	}

	@Test
	void aHostIsTriedOnceAnHourAfterTooLong() {
		ObservedDeliveries gated = deliveries(List.of(new UnreachableHosts(this.hosts, Duration.ofDays(1))));
		failAnAttempt(gated);
		this.clock.advance(Duration.ofHours(23));
		failAnAttempt(gated);
		this.clock.advance(Duration.ofMinutes(61));
		failAnAttempt(gated);
		this.told.clear();
		assertThatExceptionOfType(DeliveryRejectedException.class)
			.isThrownBy(() -> gated.attempt("webhooks", TARGET, () -> ""))
			.satisfies((rejected) -> assertThat(ReasonFinder.find(rejected)).isEqualTo("rejected"))
			.withMessageNotContaining("secret");
		assertThat(this.told).containsExactly("webhooks example.org 0 rejected");
		assertThat(gated.<String, RuntimeException>attempt("webhooks", "other.test", () -> "ok")).isEqualTo("ok");
		this.clock.advance(Duration.ofHours(1));
		gated.attempt("webhooks", TARGET, () -> "");
		gated.attempt("webhooks", TARGET, () -> "");
		assertThat(this.hosts.all()).isEmpty();
	}

	@Test
	void daysOfFailuresCountOnWhenAHostIsTriedOnceAnHour() {
		ObservedDeliveries gated = deliveries(List.of(new UnreachableHosts(this.hosts, Duration.ofHours(1))));
		for (int day = 0; day < 3; day++) {
			failAnAttempt(gated);
			this.clock.advance(Duration.ofDays(1));
		}
		StatusRow row = new DeliveryStatus(this.hosts, this.clock).section().rows().get(0);
		assertThat(row.numbers()).hasToString("{failing_seconds=259200.0, days=3, attempts=3}");
	}

	@Test
	void aTrialThatHangsLetsNoOtherThrough() {
		UnreachableHosts gate = new UnreachableHosts(this.hosts, Duration.ofMinutes(1));
		failAnAttempt(this.deliveries);
		this.clock.advance(Duration.ofHours(1));
		assertThat(gate.mayDeliver("example.org")).isTrue();
		assertThat(gate.mayDeliver("example.org")).isFalse();
	}

	@Test
	void aHostIsTriedIfTheClockIsSetBackBehindItsLastAttempt() {
		UnreachableHosts gate = new UnreachableHosts(this.hosts, Duration.ofMinutes(1));
		failAnAttempt(this.deliveries);
		this.clock.advance(Duration.ofDays(1));
		assertThat(gate.mayDeliver("example.org")).isTrue();
		this.clock.advance(Duration.ofHours(-6));
		assertThat(gate.mayDeliver("example.org")).isTrue();
		assertThat(gate.mayDeliver("example.org")).isFalse();
	}

	@Test
	void aHostThatCallsIsTriedAgain() {
		ObservedDeliveries gated = deliveries(List.of(new UnreachableHosts(this.hosts, Duration.ZERO)));
		failAnAttempt(gated);
		assertThatExceptionOfType(DeliveryRejectedException.class)
			.isThrownBy(() -> gated.attempt("webhooks", TARGET, () -> ""));
		gated.seen("EXAMPLE.org");
		gated.attempt("webhooks", TARGET, () -> "");
		assertThat(this.told).last().isEqualTo("webhooks example.org 0 null");
	}

	@Test
	void aGateThatThrowsLetsThrough() {
		try (CapturedLog log = new CapturedLog("dev.monitor.failure")) {
			ObservedDeliveries gated = deliveries(List.of((host) -> {
				throw new IllegalStateException("no table");
			}));
			assertThat(gated.<String, RuntimeException>attempt("webhooks", TARGET, () -> "ok")).isEqualTo("ok");
			assertThat(log.lines()).singleElement().asString().startsWith("WARN");
		}
	}

	@Test
	void hostsThatAreReachedPushNoFailingOneOut() {
		failAnAttempt(this.deliveries);
		for (int i = 0; i < 2000; i++) {
			this.deliveries.attempt("webhooks", i + ".test", () -> "");
		}
		assertThat(this.deliveries.failingSince(TARGET)).isNotNull();
		for (int i = 0; i < 600; i++) {
			this.deliveries.failed("webhooks", i + ".test", new ConnectException());
		}
		assertThat(this.hosts.all()).hasSize(500);
		assertThat(this.deliveries.failingSince(TARGET)).isNull();
	}

	@Test
	void channelsAreBounded() {
		try (CapturedLog log = new CapturedLog(Channels.class)) {
			for (int i = 0; i < 30; i++) {
				this.deliveries.attempt("channel" + i, TARGET, () -> "");
			}
			this.deliveries.attempt("for user 7\n", TARGET, () -> "");
			assertThat(this.deliveries.channels().all()).hasSize(21).contains("channel19", "other");
			assertThat(this.told).last().isEqualTo("other example.org 0 null");
			assertThat(log.lines()).hasSize(1);
		}
	}

}
