package dev.monitor.scrape.listener;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.Decision;
import dev.monitor.http.Answer;
import dev.monitor.http.Gzip;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.TestRequest;
import dev.monitor.scrape.MetricsSource;
import dev.monitor.scrape.MetricsSource.Metrics;
import dev.monitor.scrape.ScrapeGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeResponderTests {

	private static final byte[] BODY = "# TYPE up gauge\n".getBytes(StandardCharsets.UTF_8);

	private final AtomicLong nanos = new AtomicLong();

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final CountDownLatch goOn = new CountDownLatch(1);

	private MetricsSource metrics = (accept, names) -> new Metrics("text/plain", BODY);

	private final AccessRule rule = (request) -> switch (String.join("", request.authorization())) {
		case "Bearer good" -> Decision.ADMITTED;
		case "" -> Decision.NO_TOKEN;
		default -> Decision.INVALID_TOKEN;
	};

	private final AccessGuard guard = ScrapeGuard.create(this.rule, this::judge, Clock.systemUTC(), this.nanos::get);

	private final ScrapeResponder responder = new ScrapeResponder("/metrics", this.guard,
			(accept, names) -> this.metrics.render(accept, names));

	@AfterEach
	void close() {
		this.goOn.countDown();
		this.responder.close();
	}

	@Test
	void theMetricsAreServedUnderTheirPath() throws Exception {
		HttpResponse response = get(ask("GET", "/metrics", "good"));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers()).containsEntry("Content-Type", "text/plain")
			.containsEntry("Vary", "Accept, Accept-Encoding")
			.doesNotContainKey("Content-Encoding");
		assertThat(response.body()).isEqualTo(BODY);
	}

	@Test
	void theyAreCompressedForWhoAsks() throws Exception {
		HttpResponse response = get(ask("GET", "/metrics", "good", "accept-encoding", "gzip"));
		assertThat(response.headers()).containsEntry("Content-Encoding", "gzip");
		assertThat(response.body()).isEqualTo(Gzip.compress(BODY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "", "/metrics/", "/Metrics", "//metrics", "/%6detrics", "/actuator" })
	void nothingElseIsServed(String path) throws Exception {
		assertThat(get(ask("GET", path, "good")).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/metrics", "" })
	void withoutAPathNothingIsServed(String path) throws Exception {
		try (ScrapeResponder none = new ScrapeResponder("", this.guard, this.metrics)) {
			CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
			none.respond(request("GET", path, "good"), answer::complete);
			assertThat(get(answer).status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "OPTIONS", "PUT", "get" })
	void onlyReadingIsAllowed(String method) throws Exception {
		HttpResponse response = get(ask(method, "/metrics", "good"));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "GET, HEAD");
	}

	@Test
	void refusalsComeAtOnceWhileARenderingHangs() throws Exception {
		this.metrics = (accept, names) -> {
			hang();
			return new Metrics("text/plain", BODY);
		};
		CompletableFuture<HttpResponse> hung = ask("GET", "/metrics", "good");
		this.hanging.await();
		CompletableFuture<HttpResponse> refused = ask("GET", "/metrics", "");
		assertThat(refused).isCompleted();
		assertThat(refused.get().status()).isEqualTo(401);
		assertThat(refused.get().headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"metrics\"");
		assertThat(hung).isNotDone();
		this.goOn.countDown();
		assertThat(get(hung).status()).isEqualTo(200);
	}

	@Test
	void anIdentityProviderThatHangsHoldsUpNoGoodToken() throws Exception {
		CompletableFuture<HttpResponse> hung = ask("GET", "/metrics", "hang");
		this.hanging.await();
		assertThat(get(ask("GET", "/metrics", "good")).status()).isEqualTo(200);
		this.goOn.countDown();
		assertThat(get(hung).status()).isEqualTo(200);
	}

	@Test
	void aTokenThatWasGoodIsAskedAboutBesideOneNobodyKnows() throws Exception {
		assertThat(get(ask("GET", "/metrics", "known")).status()).isEqualTo(200);
		CompletableFuture<HttpResponse> hung = ask("GET", "/metrics", "hang");
		this.hanging.await();
		this.nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
		assertThat(get(ask("GET", "/metrics", "known")).status()).isEqualTo(200);
		assertThat(hung).isNotDone();
	}

	@Test
	void foreignTokensAreJudged() throws Exception {
		assertThat(get(ask("GET", "/metrics", "other")).status()).isEqualTo(403);
	}

	@Test
	void aFailingRenderingIsAnError() throws Exception {
		this.metrics = (accept, names) -> {
			throw new IllegalStateException("no metrics");
		};
		assertThat(get(ask("GET", "/metrics", "good")).status()).isEqualTo(500);
		this.metrics = (accept, names) -> null;
		assertThat(get(ask("GET", "/metrics", "good")).status()).isEqualTo(503);
	}

	@Test
	void waitingRequestsAreBounded() throws Exception {
		this.metrics = (accept, names) -> {
			hang();
			return null;
		};
		assertThat(ask("GET", "/metrics", "good")).isNotDone();
		this.hanging.await();
		for (int i = 0; i < 256; i++) {
			assertThat(ask("GET", "/metrics", "good")).isNotDone();
		}
		assertThat(ask("GET", "/metrics", "good").getNow(HttpResponse.of(200)).status()).isEqualTo(503);
	}

	@Test
	void onlyThoseWhoWillGetTheMetricsAreAdmitted() throws Exception {
		List<String> admitted = new CopyOnWriteArrayList<>();
		for (String token : List.of("good", "", "bad")) {
			CompletableFuture<HttpResponse> response = new CompletableFuture<>();
			this.responder.respond(request("GET", "/metrics", token), new Answer() {

				@Override
				public void accept(HttpResponse answer) {
					response.complete(answer);
				}

				@Override
				public void admit() {
					admitted.add(token);
				}

			});
			assertThat(get(response).status()).isEqualTo(token.equals("good") ? 200 : token.isEmpty() ? 401 : 403);
		}
		assertThat(admitted).containsExactly("good");
	}

	private Decision judge(String token) {
		if (token.equals("hang")) {
			hang();
			return Decision.ADMITTED;
		}
		return token.equals("known") ? Decision.ADMITTED : Decision.INSUFFICIENT_SCOPE;
	}

	private void hang() {
		this.hanging.countDown();
		try {
			this.goOn.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CompletableFuture<HttpResponse> ask(String method, String path, String token, String... header) {
		CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
		this.responder.respond(request(method, path, token, header), answer::complete);
		return answer;
	}

	private static HttpRequest request(String method, String path, String token, String... header) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		if (!token.isEmpty()) {
			headers.put("authorization", List.of("Bearer " + token));
		}
		if (header.length > 0) {
			headers.put(header[0], List.of(header[1]));
		}
		return new TestRequest(method, path, headers);
	}

	private static HttpResponse get(CompletableFuture<HttpResponse> answer) throws Exception {
		return answer.get(20, TimeUnit.SECONDS);
	}

}
