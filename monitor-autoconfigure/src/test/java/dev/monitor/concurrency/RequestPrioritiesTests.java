package dev.monitor.concurrency;

import java.util.List;
import java.util.Map;

import dev.monitor.CapturedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPrioritiesTests {

	@Test
	void theFirstRuleThatMatchesCountsAndOthersAreNormal() {
		RequestPriorities priorities = priorities(null, rule("/pay", "POST", null, null, Priority.CRITICAL),
				rule("/pay", null, null, null, Priority.LOW), rule(null, null, "X-Batch", null, Priority.BULK),
				rule(null, null, "X-Tier", "free", Priority.LOW));
		assertThat(priorities.of(request("POST", "/pay"))).isEqualTo(Priority.CRITICAL);
		assertThat(priorities.of(request("GET", "/pay"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("post", "/pay"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("GET", "/", "X-Batch", ""))).isEqualTo(Priority.BULK);
		assertThat(priorities.of(request("GET", "/", "X-Tier", "free"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("GET", "/", "X-Tier", "gold"))).isEqualTo(Priority.NORMAL);
	}

	@Test
	void aRuleForGetIsForHeadTooAndNotTheOtherWayRound() {
		RequestPriorities priorities = priorities(null, rule("/a", "HEAD", null, null, Priority.BULK),
				rule(null, "GET", null, null, Priority.LOW));
		assertThat(priorities.of(request("HEAD", "/a"))).isEqualTo(Priority.BULK);
		assertThat(priorities.of(request("GET", "/a"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("HEAD", "/b"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("HEADS", "/b"))).isEqualTo(Priority.NORMAL);
	}

	@Test
	void whatARequestSendsAsItsPriorityIsAWordOrNothing() {
		RequestPriorities priorities = priorities("X-Priority", rule("/pay", null, null, null, Priority.CRITICAL));
		for (String sent : List.of("", " ", "low, critical", "LOW\t", "l\u00f6w", "3", "null", "critical bulk",
				"x".repeat(100_000))) {
			Priority expected = sent.equals("LOW\t") ? Priority.LOW : Priority.CRITICAL;
			assertThat(priorities.of(request("GET", "/pay", "X-Priority", sent))).as(sent).isEqualTo(expected);
		}
	}

	@Test
	void aPathThatIsNotPlainIsLoweredByARuleButNotRaised() {
		RequestPriorities priorities = priorities(null, rule("/pay", null, null, null, Priority.CRITICAL),
				rule("/cart", null, null, null, Priority.NORMAL), rule("/report", null, null, null, Priority.BULK),
				rule(null, "GET", null, null, Priority.LOW));
		assertThat(priorities.of(new TestRequest("GET", "/pay", false, Map.of()))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(new TestRequest("GET", "/cart", false, Map.of()))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(new TestRequest("GET", "/report", false, Map.of()))).isEqualTo(Priority.BULK);
	}

	@Test
	void theHeaderLowersAndNeverRaises() {
		RequestPriorities priorities = priorities("X-Priority", rule("/pay", null, null, null, Priority.CRITICAL),
				rule("/report", null, null, null, Priority.LOW));
		assertThat(priorities.of(request("GET", "/pay", "X-Priority", "Bulk "))).isEqualTo(Priority.BULK);
		assertThat(priorities.of(request("GET", "/", "X-Priority", "critical"))).isEqualTo(Priority.NORMAL);
		assertThat(priorities.of(request("GET", "/report", "X-Priority", "critical"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("GET", "/pay", "X-Priority", "urgent"))).isEqualTo(Priority.CRITICAL);
	}

	@Test
	void beansDecideInTheirOrderForRequestsThatNoRuleNames() {
		RequestPriorities priorities = new RequestPriorities(List.of(rule("/pay", null, null, null, Priority.CRITICAL)),
				null, () -> List.of((request) -> request.path().equals("/a") ? Priority.LOW : null,
						(request) -> Priority.BULK));
		assertThat(priorities.of(request("GET", "/pay"))).isEqualTo(Priority.CRITICAL);
		assertThat(priorities.of(request("GET", "/a"))).isEqualTo(Priority.LOW);
		assertThat(priorities.of(request("GET", "/b"))).isEqualTo(Priority.BULK);
	}

	@Test
	void aRequestOfWhichABeanFailsIsNormalAndTheLogSaysSoOnce() {
		RequestPriorities priorities = new RequestPriorities(List.of(), null, () -> List.of((request) -> {
			throw new IllegalStateException("fails on purpose");
		}));
		try (CapturedLog log = new CapturedLog(RequestPriorities.class)) {
			assertThat(priorities.of(request("GET", "/"))).isEqualTo(Priority.NORMAL);
			assertThat(priorities.of(request("GET", "/"))).isEqualTo(Priority.NORMAL);
			assertThat(log.lines()).singleElement().asString().contains("priority normal");
		}
	}

	private static RequestPriorities priorities(@Nullable String header, PriorityRule... rules) {
		return new RequestPriorities(List.of(rules), header, List::of);
	}

	private static PriorityRule rule(@Nullable String path, @Nullable String method, @Nullable String header,
			@Nullable String value, Priority priority) {
		return new PriorityRule((path != null) ? path::equals : null, method, header, value, priority);
	}

	private static TestRequest request(String method, String path) {
		return new TestRequest(method, path, true, Map.of());
	}

	private static TestRequest request(String method, String path, String header, String value) {
		return new TestRequest(method, path, true, Map.of(header, value));
	}

	private record TestRequest(String method, String path, boolean isPathPlain,
			Map<String, String> headers) implements RequestPriority.Request {

		@Override
		public @Nullable String header(String name) {
			return this.headers.get(name);
		}

	}

}
