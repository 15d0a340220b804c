package dev.monitor.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.CapturedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessGuardTests {

	private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final RefusalLog log = new RefusalLog("metrics", Duration.ofHours(1));

	private final AccessGuard guard = guard(new LoopbackRule(), null);

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void readsAreLeftToTheRule(String method) {
		assertThat(this.guard.judge(AccessRequests.method(method)).decide()).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get", "" })
	void otherMethodsAreRefusedWhoeverAsks(String method) {
		assertThat(this.guard.judge(AccessRequests.method(method)).decide()).isEqualTo(Decision.WRONG_METHOD);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void decisionsAreCounted() {
		this.guard.judge(AccessRequests.local()).decide();
		this.guard.judge(AccessRequests.remote()).decide();
		this.guard.judge(AccessRequests.remote()).decide();
		assertThat(this.guard.count(Decision.ADMITTED)).isEqualTo(1);
		assertThat(this.guard.count(Decision.NOT_LOOPBACK)).isEqualTo(2);
		assertThat(this.guard.count(Decision.INVALID_TOKEN)).isZero();
	}

	@Test
	void refusalForWantOfATokenIsExplainedOnceAnHour() {
		try (CapturedLog log = new CapturedLog(RefusalHint.class)) {
			this.guard.judge(AccessRequests.local()).decide();
			assertThat(log.lines()).isEmpty();
			this.guard.judge(AccessRequests.remote("Bearer secret")).decide();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN Refused to serve metrics to 192.0.2.7:")
				.contains("monitor.metrics.tokens.<name>.hash")
				.doesNotContain("secret");
			this.nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
			this.guard.judge(AccessRequests.remote()).decide();
			assertThat(log.lines()).hasSize(1);
			this.nanos.addAndGet(1);
			this.guard.judge(AccessRequests.remote()).decide();
			assertThat(log.lines()).hasSize(2);
		}
	}

	@Test
	void badTokenIsNotExplained() {
		try (CapturedLog log = new CapturedLog(RefusalHint.class)) {
			AccessGuard strict = guard((request) -> Decision.INVALID_TOKEN, null);
			strict.judge(AccessRequests.remote("Bearer secret")).decide();
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void addressThatFailsTooOftenIsToldNothingMoreButAGoodRequestFromItPasses() {
		AccessRule rule = (request) -> "Bearer good".equals(request.authorization().get(0)) ? Decision.ADMITTED
				: Decision.INVALID_TOKEN;
		AccessGuard strict = guard(rule, null);
		for (int i = 0; i < 60; i++) {
			assertThat(strict.judge(AccessRequests.remote("Bearer bad")).decide()).isEqualTo(Decision.INVALID_TOKEN);
		}
		assertThat(strict.judge(AccessRequests.remote("Bearer bad")).decide()).isEqualTo(Decision.TOO_MANY_FAILURES);
		assertThat(strict.judge(AccessRequests.remote("Bearer good")).decide()).isEqualTo(Decision.ADMITTED);
		assertThat(strict.judge(AccessRequests.local("Bearer bad")).decide()).isEqualTo(Decision.INVALID_TOKEN);
		assertThat(strict.count(Decision.INVALID_TOKEN)).isEqualTo(61);
		assertThat(strict.count(Decision.TOO_MANY_FAILURES)).isEqualTo(1);
	}

	@Test
	void wrongMethodIsNoFailure() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.guard.judge(AccessRequests.method("POST")).decide()).isEqualTo(Decision.WRONG_METHOD);
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
		AccessGuard asking = guard((request) -> first, theirs);
		AccessRequest request = AccessRequests.remote(authorization);
		assertThat(asking.judge(request).mayTakeTime()).isEqualTo(takesTime);
		assertThat(asking.judge(request).decide()).isEqualTo(then);
	}

	@Test
	void nobodyIsAskedAboutTokensFromAnAddressThatFailsAllTheTime() {
		AtomicInteger asked = new AtomicInteger();
		ResourceServerTokens theirs = (token) -> {
			asked.incrementAndGet();
			return Decision.INVALID_TOKEN;
		};
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, theirs);
		for (int i = 0; i < 100; i++) {
			asking.judge(AccessRequests.remote("Bearer junk" + i)).decide();
		}
		assertThat(asked).hasValue(60);
		assertThat(asking.judge(AccessRequests.remote("Bearer junk")).mayTakeTime()).isFalse();
		asking.judge(AccessRequests.local("Bearer other")).decide();
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
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, theirs);
		ExecutorService scrapers = Executors.newFixedThreadPool(8);
		try {
			List<Future<Decision>> decisions = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				decisions.add(scrapers.submit(() -> asking.judge(AccessRequests.remote("Bearer theirs")).decide()));
			}
			assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(asking.judge(AccessRequests.remote("Bearer theirs")).decide())
				.isEqualTo(Decision.TOO_MANY_FAILURES);
			answer.countDown();
			for (Future<Decision> decision : decisions) {
				assertThat(decision.get()).isEqualTo(Decision.ADMITTED);
			}
			assertThat(asking.judge(AccessRequests.remote("Bearer theirs")).decide()).isEqualTo(Decision.ADMITTED);
		}
		finally {
			answer.countDown();
			scrapers.shutdownNow();
		}
	}

	@Test
	void aTokenThatWasGoodIsNotAskedAboutForAMinute() {
		Provider provider = new Provider();
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, provider);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		provider.revoked = true;
		this.nanos.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
		assertThat(asking.judge(AccessRequests.remote("Bearer good")).mayTakeTime()).isFalse();
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		assertThat(provider.asked).hasValue(1);
		this.nanos.addAndGet(1);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.INVALID_TOKEN);
		assertThat(provider.asked).hasValue(2);
		provider.revoked = false;
		assertThat(asking.judge(AccessRequests.remote("Bearer good")).isOfKnownToken()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "20, 20", "60, 60", "3600, 60" })
	void aTokenIsNotRememberedForLongerThanItIsValid(long validSeconds, long rememberedSeconds) {
		Provider provider = new Provider();
		provider.expires = NOW.plusSeconds(validSeconds);
		AccessGuard asking = guard((request) -> Decision.NOT_LOOPBACK, provider);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		this.nanos.addAndGet(Duration.ofSeconds(rememberedSeconds).toNanos() - 1);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		assertThat(provider.asked).hasValue(1);
		this.nanos.addAndGet(1);
		scrape(asking, "good");
		assertThat(provider.asked).hasValue(2);
	}

	/**
	 * Spring Security accepts it for a minute more, since clocks differ.
	 */
	@Test
	void aTokenThatHasExpiredIsNotRemembered() {
		Provider provider = new Provider();
		provider.expires = NOW.minusSeconds(30);
		AccessGuard asking = guard((request) -> Decision.NOT_LOOPBACK, provider);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		assertThat(provider.asked).hasValue(2);
	}

	@Test
	void aKnownTokenIsGoodAndIsAskedAboutWhateverOthersOfItsAddressDo() {
		Provider provider = new Provider();
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, provider);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		for (int minute = 0; minute < 10; minute++) {
			for (int i = 0; i < 200; i++) {
				scrape(asking, "junk" + i);
			}
			assertThat(scrape(asking, "junk")).isEqualTo(Decision.TOO_MANY_FAILURES);
			assertThat(scrape(asking, "good")).as("minute %d", minute).isEqualTo(Decision.ADMITTED);
			this.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
		}
		provider.hangs = true;
		for (int i = 0; i < 200; i++) {
			scrape(asking, "junk" + i);
		}
		assertThat(scrape(asking, "junk")).isEqualTo(Decision.TOO_MANY_FAILURES);
		assertThat(scrape(asking, "good")).isEqualTo(Decision.UNVERIFIABLE);
		provider.hangs = false;
		assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
		this.nanos.addAndGet(Duration.ofHours(1).toNanos());
		for (int i = 0; i < 200; i++) {
			scrape(asking, "junk" + i);
		}
		assertThat(scrape(asking, "good")).isEqualTo(Decision.TOO_MANY_FAILURES);
	}

	@Test
	void someTokensAreRememberedAndNoneOfThemBadOnes() {
		Provider provider = new Provider();
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, provider);
		scrape(asking, "junk");
		scrape(asking, "junk");
		assertThat(provider.asked).hasValue(2);
		for (int i = 0; i < 257; i++) {
			assertThat(scrape(asking, "good" + i)).isEqualTo(Decision.ADMITTED);
		}
		scrape(asking, "good256");
		assertThat(provider.asked).hasValue(259);
		scrape(asking, "good0");
		assertThat(provider.asked).hasValue(260);
	}

	@Test
	void aKnownTokenDoesNotWaitForThoseNobodyKnows() throws Exception {
		Provider provider = new Provider();
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, provider);
		scrape(asking, "good");
		this.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
		CountDownLatch waiting = new CountDownLatch(8);
		CountDownLatch answer = new CountDownLatch(1);
		provider.beforeJunk = () -> {
			waiting.countDown();
			answer.await();
			return Decision.INVALID_TOKEN;
		};
		ExecutorService junk = Executors.newFixedThreadPool(8);
		try {
			for (int i = 0; i < 8; i++) {
				String token = "junk" + i;
				junk.execute(() -> scrape(asking, token));
			}
			assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(asking.judge(AccessRequests.remote("Bearer good")).isOfKnownToken()).isTrue();
			assertThat(scrape(asking, "good")).isEqualTo(Decision.ADMITTED);
			assertThat(provider.asked.get()).isEqualTo(10);
		}
		finally {
			answer.countDown();
			junk.shutdownNow();
		}
	}

	private static Decision scrape(AccessGuard guard, String token) {
		return guard.judge(AccessRequests.remote("Bearer " + token)).decide();
	}

	@Test
	void nobodyIsAskedAboutAWrongMethodOrTwoTokens() {
		ResourceServerTokens theirs = (token) -> {
			throw new IllegalStateException("asked about " + token);
		};
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, theirs);
		assertThat(asking.judge(AccessRequests.method("POST")).mayTakeTime()).isFalse();
		assertThat(asking.judge(AccessRequests.method("POST")).decide()).isEqualTo(Decision.WRONG_METHOD);
		assertThat(asking.judge(AccessRequests.remote("Bearer a", "Bearer b")).decide())
			.isEqualTo(Decision.INVALID_TOKEN);
	}

	@Test
	void whatIsNotConcludedIsNotCountedAndTheRuleDecidesOnce() {
		AtomicInteger decisions = new AtomicInteger();
		AtomicInteger asked = new AtomicInteger();
		AccessGuard asking = guard((request) -> {
			decisions.incrementAndGet();
			return Decision.INVALID_TOKEN;
		}, (token) -> {
			asked.incrementAndGet();
			return Decision.ADMITTED;
		});
		Judgement judgement = asking.judge(AccessRequests.remote("Bearer theirs"));
		assertThat(judgement.mayTakeTime()).isTrue();
		assertThat(asked).hasValue(0);
		assertThat(asking.count(Decision.ADMITTED)).isZero();
		assertThat(judgement.conclude()).isNull();
		assertThat(decisions).hasValue(1);
		assertThat(asked).hasValue(1);
		assertThat(asking.count(Decision.ADMITTED)).isEqualTo(1);
		assertThat(asking.count(Decision.INVALID_TOKEN)).isZero();
	}

	@Test
	void nobodyIsAskedAnyMoreWhenTheAddressHasFailedTooOftenMeanwhile() {
		AtomicInteger asked = new AtomicInteger();
		AccessGuard asking = guard((request) -> Decision.INVALID_TOKEN, (token) -> {
			asked.incrementAndGet();
			return Decision.INVALID_TOKEN;
		});
		List<Judgement> waiting = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			waiting.add(asking.judge(AccessRequests.remote("Bearer junk" + i)));
		}
		assertThat(waiting).allMatch(Judgement::mayTakeTime);
		waiting.forEach(Judgement::conclude);
		assertThat(asked).hasValue(60);
		assertThat(asking.count(Decision.TOO_MANY_FAILURES)).isEqualTo(40);
	}

	private AccessGuard guard(AccessRule rule, @Nullable ResourceServerTokens resourceServer) {
		ResourceServer server = (resourceServer != null)
				? new ResourceServer(resourceServer, this.nanos::get, Clock.fixed(NOW, ZoneOffset.UTC)) : null;
		return new AccessGuard(new Realm("metrics", "Metrics", "admin:metrics"), rule, server,
				new FailureLimit(this.nanos::get),
				new RefusalHint("metrics", "set monitor.metrics.tokens.<name>.hash", this.nanos::get), this.log);
	}

	/**
	 * Knows tokens that begin with {@code good}.
	 */
	private static final class Provider implements ResourceServerTokens {

		private final AtomicInteger asked = new AtomicInteger();

		private volatile boolean revoked;

		private volatile boolean hangs;

		private volatile @Nullable Instant expires;

		private volatile Callable<Decision> beforeJunk = () -> Decision.INVALID_TOKEN;

		@Override
		public Decision decide(String token) {
			this.asked.incrementAndGet();
			if (this.hangs) {
				return Decision.UNVERIFIABLE;
			}
			try {
				return token.startsWith("good") && !this.revoked ? Decision.ADMITTED : this.beforeJunk.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public TokenDecision judge(String token) {
			return new TokenDecision(decide(token), this.expires);
		}

	}

}
