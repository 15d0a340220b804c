package dev.monitor.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenRuleTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final TokenRule rule = rule(new AccessToken(TokenHash.of("first"), null),
			new AccessToken(TokenHash.of("second"), NOW.plusNanos(1)), new AccessToken(TokenHash.of("old"), NOW));

	@ParameterizedTest
	@ValueSource(strings = { "Bearer first", "Bearer second", "bearer first", "BEARER first", "Bearer   first " })
	void goodTokenIsAdmittedFromAnywhere(String authorization) {
		assertThat(this.rule.decide(AccessRequests.remote(authorization))).isEqualTo(Decision.ADMITTED);
		assertThat(this.rule.decide(AccessRequests.local(authorization))).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "Bearer First", "Bearer first second", "Bearer first,Bearer second" })
	void otherTokenIsInvalid(String authorization) {
		assertThat(this.rule.decide(AccessRequests.remote(authorization))).isEqualTo(Decision.INVALID_TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "first", "Basic Zmlyc3Q6", "Bearerfirst", "Bearer\tfirst" })
	void otherSchemeIsNoToken(String authorization) {
		assertThat(this.rule.decide(AccessRequests.remote(authorization))).isEqualTo(Decision.NO_TOKEN);
	}

	@Test
	void callerOnThisMachineNeedsATokenToo() {
		assertThat(this.rule.decide(AccessRequests.local())).isEqualTo(Decision.NO_TOKEN);
	}

	@Test
	void tokenIsExpiredFromTheInstantOn() {
		assertThat(this.rule.decide(AccessRequests.remote("Bearer old"))).isEqualTo(Decision.EXPIRED_TOKEN);
	}

	@Test
	void tokenUnderTwoNamesIsGoodAsLongAsOneOfThemIs() {
		AccessToken expired = new AccessToken(TokenHash.of("same"), NOW.minusSeconds(1));
		AccessToken good = new AccessToken(TokenHash.of("same"), NOW.plusSeconds(1));
		AccessRequest request = AccessRequests.remote("Bearer same");
		assertThat(rule(expired, good).decide(request)).isEqualTo(Decision.ADMITTED);
		assertThat(rule(good, expired).decide(request)).isEqualTo(Decision.ADMITTED);
		assertThat(rule(expired, expired).decide(request)).isEqualTo(Decision.EXPIRED_TOKEN);
	}

	@Test
	void twoHeadersAreAmbiguousEvenIfOneIsGood() {
		assertThat(this.rule.decide(AccessRequests.remote("Bearer first", "Bearer first")))
			.isEqualTo(Decision.AMBIGUOUS);
	}

	@Test
	void requestDoesNotShowItsCredentials() {
		assertThat(AccessRequests.remote("Bearer first").toString()).contains("192.0.2.7").doesNotContain("first");
	}

	private static TokenRule rule(AccessToken... tokens) {
		return new TokenRule(List.of(tokens), Clock.fixed(NOW, ZoneOffset.UTC));
	}

}
