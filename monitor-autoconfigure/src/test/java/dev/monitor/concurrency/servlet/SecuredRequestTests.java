package dev.monitor.concurrency.servlet;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waiting skips none of Spring Security's checks, and a rejection needs none.
 */
@OnEveryServer(securedOnly = true)
class SecuredRequestTests {

	private final LimitedServer server;

	SecuredRequestTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void requestThatWaitedNeedsAUser() {
		assertThat(statusAfterWait(this.server.request("/secure/quick"))).isEqualTo(401);
		assertThat(statusAfterWait(signedIn("/secure/quick"))).isEqualTo(200);
	}

	@Test
	void requestThatWaitedNeedsACsrfToken() {
		HttpRequest.Builder forged = HttpRequest.newBuilder(this.server.uri("/secure/orders"))
			.header("Authorization", credentials());
		assertThat(statusAfterWait(forged.POST(HttpRequest.BodyPublishers.ofString("order")))).isEqualTo(403);
		assertThat(statusAfterWait(signedIn("/secure/orders").POST(HttpRequest.BodyPublishers.ofString("order"))))
			.isEqualTo(200);
	}

	@Test
	void requestThatWaitedAndGoesAsynchronousIsCheckedToo() throws InterruptedException {
		assertThat(statusAfterWait(this.server.request("/secure/deferred"))).isEqualTo(401);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.send(signedIn("/secure/deferred"));
		this.server.awaitWaiting(1);
		this.server.letGo();
		var result = this.server.slowOrders().deferred.poll(30, TimeUnit.SECONDS);
		assertThat(result).isNotNull();
		result.setResult("later");
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(waiting.join().body()).isEqualTo("later");
	}

	@Test
	void rejectionNeedsNeitherAUserNorACsrfToken() {
		this.server.limit(1, 0);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		HttpRequest.Builder anonymous = HttpRequest.newBuilder(this.server.uri("/secure/orders"));
		HttpResponse<String> rejected = this.server.send(anonymous.POST(HttpRequest.BodyPublishers.ofString("order")))
			.join();
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(rejected.statusCode()).isEqualTo(this.server.rejectStatus());
		assertThat(rejected.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(rejected.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void requestsThatSecurityRefusesGiveTheirPermitsBack() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.server.get("/secure/quick").join().statusCode()).isEqualTo(401);
		}
		assertThat(this.server.send(signedIn("/secure/quick")).join().body()).isEqualTo("quick");
	}

	private int statusAfterWait(HttpRequest.Builder request) {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.send(request);
		this.server.awaitWaiting(1);
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		return waiting.join().statusCode();
	}

	private HttpRequest.Builder signedIn(String path) {
		return this.server.request(path).header("Authorization", credentials());
	}

	private static String credentials() {
		return "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
	}

}
