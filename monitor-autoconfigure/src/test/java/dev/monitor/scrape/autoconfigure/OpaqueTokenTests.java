package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opaque tokens of an OAuth 2.0 resource server (RFC 7662), on the port of the
 * application and on the listener for metrics.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OpaqueTokenTests {

	private static final String PATH = "/actuator/prometheus";

	private static final String BEARER = "Authorization: Bearer ";

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final Introspector introspector = new Introspector();

	private final ScrapedApp plain = start();

	private final ScrapedApp listening = start("monitor.metrics.listen-address=127.0.0.1:0");

	OpaqueTokenTests() throws IOException {
	}

	private ScrapedApp start(String... properties) {
		String prefix = "spring.security.oauth2.resourceserver.opaquetoken.";
		return ScrapedApp.startWithTokens(Stream
			.concat(Stream.of(ScrapedApp.SECURED, prefix + "introspection-uri=" + this.introspector.uri(),
					prefix + "client-id=orders", prefix + "client-secret=secret"), Stream.of(properties))
			.toArray(String[]::new));
	}

	List<Place> places() {
		return List.of(new Place(this.plain, this.plain.port()),
				new Place(this.listening, this.listening.listenerPort()));
	}

	@AfterAll
	void stop() {
		this.plain.close();
		this.listening.close();
		this.introspector.close();
		this.clients.shutdownNow();
	}

	@ParameterizedTest
	@MethodSource("places")
	void theScopeOpensTheMetrics(Place place) throws IOException {
		Answer answer = place.scrape(BEARER + Introspector.METRICS);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).contains("# TYPE jvm_memory_used_bytes gauge");
	}

	@ParameterizedTest
	@MethodSource("places")
	void anotherScopeDoesNot(Place place) throws IOException {
		assertChallenge(place.scrape(BEARER + Introspector.OTHER_SCOPE), 403,
				"Bearer realm=\"metrics\", error=\"insufficient_scope\", scope=\"admin:metrics\"");
	}

	@ParameterizedTest
	@MethodSource("places")
	void anInactiveTokenIsInvalid(Place place) throws IOException {
		assertChallenge(place.scrape(BEARER + "no-longer-active"), 401,
				"Bearer realm=\"metrics\", error=\"invalid_token\"");
	}

	private static void assertChallenge(Answer answer, int status, String challenge) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("WWW-Authenticate")).containsExactly(challenge);
	}

	@ParameterizedTest
	@MethodSource("places")
	void whenNobodyCanTellTheScraperMayTryAgain(Place place) throws IOException {
		for (String token : List.of(Introspector.DROPPED, Introspector.FAILS, Introspector.NONSENSE,
				Introspector.ODD)) {
			Answer answer = place.scrape(BEARER + token);
			assertThat(answer.status()).as(token).isEqualTo(503);
			assertThat(answer.header("WWW-Authenticate")).as(token).isEmpty();
			assertThat(answer.header("Content-Type")).as(token).containsExactly("application/problem+json");
			assertThat(answer.body()).as(token)
				.contains("The bearer token cannot be checked at the moment.")
				.doesNotContain("Exception", token);
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void nobodyIsAskedAboutATokenOfMonitors(Place place) throws IOException {
		int before = this.introspector.calls();
		assertThat(place.scrape(ScrapeTokens.GOOD).status()).isEqualTo(200);
		assertThat(place.scrape(ScrapeTokens.OLD).status()).isEqualTo(401);
		assertThat(place.scrape().status()).isEqualTo(401);
		assertThat(this.introspector.calls()).isEqualTo(before);
		place.scrape(BEARER + "no-longer-active");
		assertThat(this.introspector.calls()).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@MethodSource("places")
	void aTokenOfMonitorsIsGoodWhileTheIntrospectorHangs(Place place) throws Exception {
		CompletableFuture<Integer> hanging;
		try (Introspector.Pause pause = this.introspector.pause()) {
			hanging = CompletableFuture.supplyAsync(() -> status(place));
			pause.awaitCaller();
			assertThat(place.scrape(ScrapeTokens.GOOD).status()).isEqualTo(200);
			assertThat(hanging).isNotDone();
		}
		assertThat(hanging.get(20, TimeUnit.SECONDS)).isEqualTo(401);
	}

	/**
	 * Many tokens that nobody knows wait for an identity provider that hangs, and their
	 * sender fails all the time: both from the scraper's address.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aTokenThatWasGoodNeitherWaitsNorIsRefusedForOthersFailures(boolean listener) throws Exception {
		try (ScrapedApp app = listener ? start("monitor.metrics.listen-address=127.0.0.1:0") : start()) {
			assertGoodTokenIsServed(new Place(app, listener ? app.listenerPort() : app.port()));
		}
	}

	private void assertGoodTokenIsServed(Place place) throws Exception {
		assertThat(place.scrape(BEARER + Introspector.METRICS).status()).isEqualTo(200);
		int before = this.introspector.calls();
		List<CompletableFuture<Integer>> hanging = new ArrayList<>();
		try (Introspector.Pause pause = this.introspector.pause()) {
			for (int i = 0; i < 8; i++) {
				hanging.add(CompletableFuture.supplyAsync(() -> status(place), this.clients));
			}
			pause.awaitCaller();
			assertThat(place.scrape(BEARER + Introspector.METRICS).status()).isEqualTo(200);
			assertThat(hanging).noneMatch(CompletableFuture::isDone);
		}
		for (CompletableFuture<Integer> each : hanging) {
			assertThat(each.get(20, TimeUnit.SECONDS)).isIn(401, 429);
		}
		Awaitility.await().until(() -> place.scrape(BEARER + "junk").status() == 429);
		assertThat(place.scrape(BEARER + Introspector.METRICS).status()).isEqualTo(200);
		assertThat(this.introspector.calls()).isGreaterThan(before);
	}

	private static int status(Place place) {
		try {
			return place.scrape(BEARER + Introspector.HANGS).status();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Place(ScrapedApp app, int port) {

		Answer scrape(String... headers) throws IOException {
			return this.app.send(this.port, "GET", PATH, headers);
		}

		@Override
		public String toString() {
			return (this.port == this.app.port()) ? "port of the application" : "listener";
		}

	}

}
