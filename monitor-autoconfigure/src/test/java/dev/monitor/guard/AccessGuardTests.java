package dev.monitor.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessGuardTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final AccessGuard guard = new AccessGuard(new LoopbackRule(), null, new FailureLimit(this.nanos::get),
			new RefusalHint(this.nanos::get));

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void readsAreLeftToTheRule(String method) {
		assertThat(this.guard.decide(AccessRequests.method(method))).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get", "" })
	void otherMethodsAreRefusedWhoeverAsks(String method) {
		assertThat(this.guard.decide(AccessRequests.method(method))).isEqualTo(Decision.WRONG_METHOD);
	}

	@Test
	void decisionsAreCounted() {
		this.guard.decide(AccessRequests.local());
		this.guard.decide(AccessRequests.remote());
		this.guard.decide(AccessRequests.remote());
		assertThat(this.guard.count(Decision.ADMITTED)).isEqualTo(1);
		assertThat(this.guard.count(Decision.NOT_LOOPBACK)).isEqualTo(2);
		assertThat(this.guard.count(Decision.INVALID_TOKEN)).isZero();
	}

	@Test
	void refusalForWantOfATokenIsExplainedOnceAnHour() {
		try (CapturedLog log = new CapturedLog(RefusalHint.class)) {
			this.guard.decide(AccessRequests.local());
			assertThat(log.lines()).isEmpty();
			this.guard.decide(AccessRequests.remote("Bearer secret"));
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN Refused to serve metrics to 192.0.2.7:")
				.contains("monitor.metrics.tokens.<name>.hash")
				.doesNotContain("secret");
			this.nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
			this.guard.decide(AccessRequests.remote());
			assertThat(log.lines()).hasSize(1);
			this.nanos.addAndGet(1);
			this.guard.decide(AccessRequests.remote());
			assertThat(log.lines()).hasSize(2);
		}
	}

	@Test
	void badTokenIsNotExplained() {
		try (CapturedLog log = new CapturedLog(RefusalHint.class)) {
			AccessGuard strict = new AccessGuard((request) -> Decision.INVALID_TOKEN, null,
					new FailureLimit(this.nanos::get), new RefusalHint(this.nanos::get));
			strict.decide(AccessRequests.remote("Bearer secret"));
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void addressThatFailsTooOftenIsToldNothingMoreButAGoodRequestFromItPasses() {
		AccessRule rule = (request) -> "Bearer good".equals(request.authorization().get(0)) ? Decision.ADMITTED
				: Decision.INVALID_TOKEN;
		AccessGuard strict = new AccessGuard(rule, null, new FailureLimit(this.nanos::get),
				new RefusalHint(this.nanos::get));
		for (int i = 0; i < 60; i++) {
			assertThat(strict.decide(AccessRequests.remote("Bearer bad"))).isEqualTo(Decision.INVALID_TOKEN);
		}
		assertThat(strict.decide(AccessRequests.remote("Bearer bad"))).isEqualTo(Decision.TOO_MANY_FAILURES);
		assertThat(strict.decide(AccessRequests.remote("Bearer good"))).isEqualTo(Decision.ADMITTED);
		assertThat(strict.decide(AccessRequests.local("Bearer bad"))).isEqualTo(Decision.INVALID_TOKEN);
		assertThat(strict.count(Decision.INVALID_TOKEN)).isEqualTo(61);
		assertThat(strict.count(Decision.TOO_MANY_FAILURES)).isEqualTo(1);
	}

	@Test
	void wrongMethodIsNoFailure() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.guard.decide(AccessRequests.method("POST"))).isEqualTo(Decision.WRONG_METHOD);
		}
	}

	@ParameterizedTest
	@CsvSource({ "INVALID_TOKEN, Bearer theirs, ADMITTED, true", "NOT_LOOPBACK, bearer theirs, ADMITTED, true",
			"NOT_LOOPBACK, Bearer other, INSUFFICIENT_SCOPE, true", "INVALID_TOKEN, Bearer, INVALID_TOKEN, false",
			"NOT_LOOPBACK, Basic theirs, NOT_LOOPBACK, false", "EXPIRED_TOKEN, Bearer theirs, EXPIRED_TOKEN, false",
			"ADMITTED, Bearer other, ADMITTED, false" })
	void othersAreAskedAboutTokensTheRuleDoesNotKnow(Decision first, String authorization, Decision then,
			boolean takesTime) {
		ResourceServerTokens theirs = (token) -> token.equals("theirs") ? Decision.ADMITTED
				: Decision.INSUFFICIENT_SCOPE;
		AccessGuard asking = new AccessGuard((request) -> first, theirs, new FailureLimit(this.nanos::get),
				new RefusalHint(this.nanos::get));
		AccessRequest request = AccessRequests.remote(authorization);
		assertThat(asking.mayTakeTime(request)).isEqualTo(takesTime);
		assertThat(asking.decide(request)).isEqualTo(then);
	}

	@Test
	void nobodyIsAskedAboutTokensFromAnAddressThatFailsAllTheTime() {
		AtomicInteger asked = new AtomicInteger();
		ResourceServerTokens theirs = (token) -> {
			asked.incrementAndGet();
			return Decision.INVALID_TOKEN;
		};
		AccessGuard asking = new AccessGuard((request) -> Decision.INVALID_TOKEN, theirs,
				new FailureLimit(this.nanos::get), new RefusalHint(this.nanos::get));
		for (int i = 0; i < 100; i++) {
			asking.decide(AccessRequests.remote("Bearer junk" + i));
		}
		assertThat(asked).hasValue(60);
		assertThat(asking.mayTakeTime(AccessRequests.remote("Bearer junk"))).isFalse();
		asking.decide(AccessRequests.local("Bearer other"));
		assertThat(asked).hasValue(61);
	}

	@Test
	void aFewRequestsAtMostWaitForWhatOthersSay() throws Exception {
		CountDownLatch waiting = new CountDownLatch(8);
		CountDownLatch answer = new CountDownLatch(1);
		ResourceServerTokens theirs = (token) -> {
			waiting.countDown();
			try {
				answer.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return Decision.ADMITTED;
		};
		AccessGuard asking = new AccessGuard((request) -> Decision.INVALID_TOKEN, theirs,
				new FailureLimit(this.nanos::get), new RefusalHint(this.nanos::get));
		ExecutorService scrapers = Executors.newFixedThreadPool(8);
		try {
			List<Future<Decision>> decisions = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				decisions.add(scrapers.submit(() -> asking.decide(AccessRequests.remote("Bearer theirs"))));
			}
			assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(asking.decide(AccessRequests.remote("Bearer theirs"))).isEqualTo(Decision.TOO_MANY_FAILURES);
			answer.countDown();
			for (Future<Decision> decision : decisions) {
				assertThat(decision.get()).isEqualTo(Decision.ADMITTED);
			}
			assertThat(asking.decide(AccessRequests.remote("Bearer theirs"))).isEqualTo(Decision.ADMITTED);
		}
		finally {
			answer.countDown();
			scrapers.shutdownNow();
		}
	}

	@Test
	void nobodyIsAskedAboutAWrongMethodOrTwoTokens() {
		ResourceServerTokens theirs = (token) -> {
			throw new IllegalStateException("asked about " + token);
		};
		AccessGuard asking = new AccessGuard((request) -> Decision.INVALID_TOKEN, theirs,
				new FailureLimit(this.nanos::get), new RefusalHint(this.nanos::get));
		assertThat(asking.mayTakeTime(AccessRequests.method("POST"))).isFalse();
		assertThat(asking.decide(AccessRequests.method("POST"))).isEqualTo(Decision.WRONG_METHOD);
		assertThat(asking.decide(AccessRequests.remote("Bearer a", "Bearer b"))).isEqualTo(Decision.INVALID_TOKEN);
	}

}
