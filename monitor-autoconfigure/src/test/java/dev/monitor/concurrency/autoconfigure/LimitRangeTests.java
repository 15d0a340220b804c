package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LimitRangeTests {

	private static final ServerThreads TWO_HUNDRED = new ServerThreads(200, "server.tomcat.threads.max");

	private final ConcurrencyProperties properties = new ConcurrencyProperties();

	@Test
	void fixedLimitMayBeSetToWhatTheThreadsAllow() {
		assertThat(range(TWO_HUNDRED))
			.isEqualTo("50 (25 x 2 processors), 1 (always), " + "180 (server.tomcat.threads.max=200)");
		assertThat(range(null)).isEqualTo("50 (25 x 2 processors), 1 (always), 2097151 (always)");
	}

	@Test
	void fixedLimitAboveWhatTheThreadsAllowMayBeSetAgain() {
		this.properties.setMaxRequests(300);
		assertThat(range(TWO_HUNDRED)).isEqualTo("300 (as set), 1 (always), 300 (as set)");
	}

	@Test
	void algorithmMovesBetweenProcessorsAndWhatTheThreadsAllow() {
		this.properties.setAlgorithm(Algorithm.GRADIENT2);
		assertThat(range(TWO_HUNDRED))
			.isEqualTo("50 (25 x 2 processors), 2 (one a processor), " + "120 (for server.tomcat.threads.max=200)");
		assertThat(range(null))
			.isEqualTo("50 (25 x 2 processors), 2 (one a processor), " + "1000 (threads set no bound)");
	}

	@Test
	void algorithmKeepsToTheBoundsThatAreSet() {
		this.properties.setAlgorithm(Algorithm.VEGAS);
		this.properties.setMinRequests(60);
		this.properties.setMaxRequests(90);
		assertThat(range(TWO_HUNDRED)).isEqualTo("60 (25 x 2 processors, bounded), 60 (as set), 90 (as set)");
		this.properties.setMinRequests(5);
		this.properties.setMaxRequests(40);
		assertThat(range(TWO_HUNDRED)).isEqualTo("40 (25 x 2 processors, bounded), 5 (as set), 40 (as set)");
		this.properties.setMinRequests(null);
		this.properties.setMaxRequests(1);
		assertThat(range(null)).isEqualTo("1 (25 x 2 processors, bounded), 1 (one a processor), 1 (as set)");
	}

	@Test
	void lowestLimitAboveTheHighestIsRefused() {
		this.properties.setAlgorithm(Algorithm.AIMD);
		this.properties.setMinRequests(121);
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> range(TWO_HUNDRED))
			.withMessageContaining("'monitor.concurrency.min-requests' with value '121'")
			.withMessageContaining("is higher than max-requests=120 (for server.tomcat.threads.max=200)")
			.satisfies((ex) -> assertThat(ex.analysis().getAction())
				.isEqualTo("Use a whole number from 1 to 120, or raise monitor.concurrency.max-requests."));
		this.properties.setAlgorithm(Algorithm.FIXED);
		assertThat(range(TWO_HUNDRED).startsWith("50 ")).isTrue();
	}

	private String range(@Nullable ServerThreads threads) {
		LimitRange range = LimitRange.derive(this.properties, threads, 2);
		return range.initial() + ", " + range.lowest() + ", " + range.highest();
	}

}
