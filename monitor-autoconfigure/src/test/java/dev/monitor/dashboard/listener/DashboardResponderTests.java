package dev.monitor.dashboard.listener;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.monitor.dashboard.AccessLevel;
import dev.monitor.dashboard.Dashboard;
import dev.monitor.dashboard.TokenViewers;
import dev.monitor.guard.AccessRule;
import dev.monitor.http.Caller;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class DashboardResponderTests {

	private final CountDownLatch mayEnd = new CountDownLatch(1);

	private final Dashboard dashboard = new Dashboard(new TokenViewers(AccessRule.OPEN, List.of(), System::nanoTime),
			Map.of("now", (selection, level) -> new JsonObject(), "meters", this::hang), Map.of(), System::nanoTime);

	private final DashboardResponder responder = new DashboardResponder("/d", () -> this.dashboard);

	@AfterEach
	void close() {
		this.responder.close();
	}

	@Test
	void whatWaitsForTheApplicationDoesNotHoldThePage() throws Exception {
		CompletableFuture<HttpResponse> waiting = get("/d/data/meters");
		assertThat(get("/d/data/now").get(5, SECONDS).status()).isEqualTo(200);
		assertThat(get("/d/").get(5, SECONDS).status()).isEqualTo(200);
		assertThat(waiting).isNotDone();
		this.mayEnd.countDown();
		assertThat(waiting.get(5, SECONDS).status()).isEqualTo(200);
	}

	@Test
	void whatIsNotBelowThePathIsNotThere() throws Exception {
		for (String path : List.of("/", "/dx", "/data/now", "/d%")) {
			assertThat(get(path).get(5, SECONDS).status()).as(path).isEqualTo(404);
		}
	}

	private @Nullable JsonObject hang(String selection, AccessLevel level) {
		try {
			this.mayEnd.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return new JsonObject();
	}

	private CompletableFuture<HttpResponse> get(String path) {
		CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
		this.responder.respond(new HttpRequest() {

			@Override
			public String method() {
				return "GET";
			}

			@Override
			public String path() {
				return path;
			}

			@Override
			public List<String> header(String name) {
				return List.of();
			}

			@Override
			public Caller caller() {
				return new Caller(null, null, null, false, false);
			}

		}, answer::complete);
		return answer;
	}

}
