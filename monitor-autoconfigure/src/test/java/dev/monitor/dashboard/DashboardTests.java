package dev.monitor.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.CapturedLog;
import dev.monitor.http.Caller;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.JsonObject;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.task.TurnThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DashboardTests {

	private long nanos = 1;

	private final AtomicInteger written = new AtomicInteger();

	private final List<String> done = new CopyOnWriteArrayList<>();

	private Visit visit = Visit.admitted(AccessLevel.VIEW, "");

	private final CountDownLatch mayEnd = new CountDownLatch(1);

	private final Dashboard dashboard = new Dashboard((request) -> this.visit,
			Map.of("now", this::now, "meters", this::meters), Map.of("actions", actions()), () -> this.nanos);

	@Test
	void thePageIsNeverStoredAndItsAssetsAreForever() {
		HttpResponse page = get("/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=utf-8")
			.doesNotContainKey("Cache-Control");
		Matcher assets = Pattern.compile("(assets/[0-9a-f]{16}/[\\w.]+)\"")
			.matcher(new String(page.body(), StandardCharsets.UTF_8));
		int found = 0;
		while (assets.find()) {
			HttpResponse asset = get("/" + assets.group(1));
			assertThat(asset.status()).as(assets.group(1)).isEqualTo(200);
			assertThat(asset.headers()).containsEntry("Cache-Control", "public, max-age=31536000, immutable");
			assertThat(get("/" + assets.group(1).replaceFirst("assets/.", "assets/x")).status()).isEqualTo(404);
			found++;
		}
		assertThat(found).isGreaterThanOrEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/nothing", "/data/now", "/data/nothing", "/data/now/x" })
	void everyAnswerSaysWhatAPageOfItMayDo(String path) {
		assertThat(get(path).headers())
			.containsEntry("Content-Security-Policy",
					"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
							+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
							+ "require-trusted-types-for 'script'")
			.containsEntry("X-Content-Type-Options", "nosniff")
			.containsEntry("Referrer-Policy", "no-referrer")
			.containsEntry("Cross-Origin-Opener-Policy", "same-origin")
			.containsEntry("Cross-Origin-Resource-Policy", "same-origin");
	}

	@Test
	void withoutASlashItLeadsToThePage() {
		assertThat(get("").status()).isEqualTo(308);
		assertThat(get("").headers()).containsEntry("Location", "dashboard/");
	}

	@Test
	void whoComesWithinASecondGetsWhatWasWrittenForTheFirst() {
		assertThat(get("/data/now").body()).asString().isEqualTo("{\"level\":\"VIEW\"}");
		get("/data/now");
		assertThat(this.written).hasValue(1);
		this.visit = Visit.admitted(AccessLevel.OPERATE, "");
		assertThat(get("/data/now").body()).asString().isEqualTo("{\"level\":\"OPERATE\"}");
		assertThat(this.written).hasValue(2);
		this.nanos += 1_000_000_000;
		get("/data/now");
		assertThat(this.written).hasValue(3);
	}

	@Test
	void whatHangsHoldsUpNothingElse() throws Exception {
		CompletableFuture<HttpResponse> hanging = CompletableFuture.supplyAsync(() -> get("/data/meters/hangs"));
		await().until(() -> this.written.get() == 1);
		assertThat(get("/data/now").status()).isEqualTo(200);
		assertThat(hanging).isNotDone();
		this.mayEnd.countDown();
		assertThat(hanging.get().status()).isEqualTo(200);
	}

	@Test
	void whatThrowsIsToldAndLoggedOnce() {
		try (CapturedLog log = new CapturedLog("dev.monitor.dashboard")) {
			for (int i = 0; i < 2; i++) {
				HttpResponse answer = get("/data/meters/throws" + i);
				assertThat(answer.status()).isEqualTo(500);
				assertThat(answer.body()).asString()
					.contains("That could not be read: NoClassDefFoundError: shop/Gauge");
				assertThat(answer.headers()).containsKey("Content-Security-Policy");
			}
			assertThat(log.lines()).singleElement().asString().contains("could not read 'meters'");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', false", "/, false", "/assets/x/app.js, false", "/data/now, false",
			"/data/database/db/size, false", "/data/about, true", "/data/facts, true", "/data/meters/x, true",
			"/data/lookups/jobs/x, true", "/data/actions/run/1, true", "/actions/run/1, true",
			"/inspections/profile/cpu, true" })
	void codeOfTheApplicationAndResolversMayHaveToBeWaitedFor(String path, boolean may) {
		assertThat(Dashboard.mayWait(path)).isEqualTo(may);
	}

	@Test
	void whoIsRefusedHasNothingWritten() {
		this.visit = Visit.refused(HttpResponse.of(401));
		assertThat(get("/data/now").status()).isEqualTo(401);
		assertThat(this.written).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site", "none", "", "SAME-ORIGIN" })
	void whatABrowserSendsForAnotherSiteIsRefused(String site) {
		assertThat(answer("GET", "/data/now", Map.of("sec-fetch-site", List.of(site))).status()).isEqualTo(403);
		assertThat(answer("GET", "/data/now", Map.of("sec-fetch-site", List.of("same-origin", site))).status())
			.isEqualTo(403);
		assertThat(this.written).hasValue(0);
	}

	@Test
	void whatABrowserSendsForThePageIsNot() {
		assertThat(answer("GET", "/data/now", Map.of("sec-fetch-site", List.of("same-origin"))).status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get" })
	void nothingIsChangedByAnyMethod(String method) {
		for (String path : List.of("", "/", "/data/now", "/nothing")) {
			HttpResponse response = answer(method, path, Map.of());
			assertThat(response.status()).as(path).isEqualTo(405);
			assertThat(response.headers()).as(path).containsEntry("Allow", "GET, HEAD");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "post" })
	void onlyPostActs(String method) {
		HttpResponse response = answer(method, "/actions/retry/1", Map.of());
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "POST");
		assertThat(this.done).isEmpty();
	}

	@Test
	void whatIsPostedActsForOperatorsOnly() {
		assertThat(answer("POST", "/actions/retry/a/1", Map.of()).status()).isEqualTo(403);
		assertThat(this.done).isEmpty();
		this.visit = Visit.admitted(AccessLevel.OPERATE, "anna");
		assertThat(answer("POST", "/actions/retry/a/1", Map.of("content-length", List.of("0"))).status())
			.isEqualTo(200);
		assertThat(answer("POST", "/actions/retry", Map.of("sec-fetch-site", List.of("same-origin"))).status())
			.isEqualTo(200);
		assertThat(this.done).containsExactly("a/1", "");
		for (String path : List.of("/actions", "/actions/", "/actions/nothing", "/actionsx/retry", "/data/retry")) {
			assertThat(answer("POST", path, Map.of()).status()).as(path).isBetween(403, 405);
		}
		assertThat(this.done).hasSize(2);
		this.visit = Visit.refused(HttpResponse.of(401));
		assertThat(answer("POST", "/actions/retry", Map.of()).status()).isEqualTo(401);
		assertThat(this.done).hasSize(2);
	}

	@Test
	void whatHasABodyOrComesFromAnotherSiteIsRefused() {
		this.visit = Visit.admitted(AccessLevel.OPERATE, "anna");
		for (String site : List.of("cross-site", "same-site", "none", "")) {
			assertThat(answer("POST", "/actions/retry", Map.of("sec-fetch-site", List.of(site))).status())
				.isEqualTo(403);
		}
		assertThat(answer("POST", "/actions/retry", Map.of("content-length", List.of("3"))).status()).isEqualTo(400);
		assertThat(answer("POST", "/actions/retry", Map.of("transfer-encoding", List.of("chunked"))).status())
			.isEqualTo(400);
		assertThat(this.done).isEmpty();
	}

	@Test
	void whoTakesGzipGetsIt() {
		for (String path : List.of("/", "/data/now")) {
			HttpResponse response = answer("GET", path, Map.of("accept-encoding", List.of("gzip")));
			assertThat(response.headers()).containsEntry("Content-Encoding", "gzip")
				.containsEntry("Vary", "Accept-Encoding");
			assertThat(get(path).headers()).doesNotContainKey("Content-Encoding")
				.containsEntry("Vary", "Accept-Encoding");
		}
	}

	private @Nullable JsonObject now(String selection, AccessLevel level) {
		this.written.incrementAndGet();
		return selection.isEmpty() ? new JsonObject().with("level", level.name()) : null;
	}

	private JsonObject meters(String selection, AccessLevel level) {
		if (selection.startsWith("throws")) {
			throw new NoClassDefFoundError("shop/Gauge");
		}
		this.written.incrementAndGet();
		try {
			this.mayEnd.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return new JsonObject();
	}

	private Actions actions() {
		Action retry = new Action() {

			@Override
			public String name() {
				return "retry";
			}

			@Override
			public String title() {
				return "Retry";
			}

			@Override
			public @Nullable ActionPrompt prompt(String target) {
				return null;
			}

			@Override
			public ActionResult act(String target) {
				DashboardTests.this.done.add(target);
				return ActionResult.done("Done.");
			}

		};
		return new Actions(List.of(retry), "retry"::equals, new ActionLog(List.of()), new TurnThread("actions-test"));
	}

	private HttpResponse get(String path) {
		return answer("GET", path, Map.of());
	}

	private HttpResponse answer(String method, String path, Map<String, List<String>> headers) {
		Map<String, List<String>> sent = new LinkedHashMap<>(headers);
		return this.dashboard.answer(path, new HttpRequest() {

			@Override
			public String method() {
				return method;
			}

			@Override
			public String path() {
				return path;
			}

			@Override
			public List<String> header(String name) {
				return sent.getOrDefault(name, List.of());
			}

			@Override
			public Caller caller() {
				return new Caller(null, null, null, false, false);
			}

		});
	}

}
