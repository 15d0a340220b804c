package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that goes asynchronous holds its permit until its response is complete, or
 * has begun if it is a stream of events.
 */
@OnEveryServer
class AsynchronousRequestTests {

	private final LimitedServer server;

	AsynchronousRequestTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void deferredResultHoldsItsPermitUntilItIsSet() throws InterruptedException {
		CompletableFuture<HttpResponse<String>> deferred = this.server.get("/deferred");
		var result = taken(this.server.slowOrders().deferred);
		CompletableFuture<HttpResponse<String>> waiting = waitingBehindOne();
		result.setResult("later");
		assertThat(deferred.join().body()).isEqualTo("later");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void completableFutureHoldsItsPermitUntilItIsComplete() throws InterruptedException {
		CompletableFuture<HttpResponse<String>> future = this.server.get("/future");
		var result = taken(this.server.slowOrders().futures);
		CompletableFuture<HttpResponse<String>> waiting = waitingBehindOne();
		result.complete("later");
		assertThat(future.join().body()).isEqualTo("later");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void callableHoldsItsPermitUntilItReturns() {
		holdsItsPermitUntilLetGo("/callable", "held");
	}

	@Test
	void streamHoldsItsPermitUntilItsEnd() {
		holdsItsPermitUntilLetGo("/stream", "first held");
	}

	@Test
	void requestThatIsDispatchedAgainAndAgainHoldsItsPermitAllTheTime() {
		holdsItsPermitUntilLetGo("/again", "held");
	}

	private void holdsItsPermitUntilLetGo(String path, String body) {
		CompletableFuture<HttpResponse<String>> response = this.server.get(path);
		this.server.awaitHeld();
		CompletableFuture<HttpResponse<String>> waiting = waitingBehindOne();
		this.server.letGo();
		assertThat(response.join().body()).isEqualTo(body);
		assertThat(waiting.join().body()).isEqualTo("quick");
		assertThat(this.server.served().mostInside()).isEqualTo(1);
	}

	@Test
	void eventStreamGivesItsPermitBackOnceItHasBegun() throws Exception {
		CompletableFuture<HttpResponse<String>> events = this.server.get("/events");
		SseEmitter emitter = taken(this.server.slowOrders().emitters);
		emitter.send("one");
		assertThat(this.server.get("/quick").join().body()).isEqualTo("quick");
		emitter.send("two");
		emitter.complete();
		assertThat(events.join().body()).contains("data:one", "data:two");
	}

	@Test
	void requestThatWaitedMayGoAsynchronous() throws InterruptedException {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/deferred");
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		var result = taken(this.server.slowOrders().deferred);
		assertThat(this.server.limiter().active()).isEqualTo(1);
		result.setResult("later");
		assertThat(waiting.join().body()).isEqualTo("later");
	}

	/**
	 * One test for all, since Tomcat looks for timeouts once a second only.
	 */
	@Test
	void timeoutGivesThePermitBackWhateverTimesOut() {
		List<String> paths = List.of("/deferred?timeout=" + SlowOrders.TIMEOUT, "/short-task", "/never-completed",
				"/failing-thread");
		this.server.limit(paths.size(), 0);
		List<CompletableFuture<HttpResponse<String>>> responses = paths.stream().map(this.server::get).toList();
		assertThat(responses.stream().map(CompletableFuture::join).map(HttpResponse::statusCode)).containsOnly(500,
				503);
	}

	@Test
	void rejectedRequestsDoNotDisturbAsynchronousOnes() throws IOException, InterruptedException {
		this.server.limit(1, 0);
		CompletableFuture<HttpResponse<String>> deferred = this.server.get("/deferred");
		var result = taken(this.server.slowOrders().deferred);
		List<CompletableFuture<HttpResponse<String>>> rejected = Stream.generate(() -> this.server.get("/deferred"))
			.limit(20)
			.toList();
		assertThat(rejected.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
			.containsOnly(this.server.rejectStatus());
		result.setResult("later");
		assertThat(deferred.join().body()).isEqualTo("later");
		assertThat(this.server.slowOrders().deferred).isEmpty();
	}

	private CompletableFuture<HttpResponse<String>> waitingBehindOne() {
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
		assertThat(this.server.limiter().active()).isEqualTo(1);
		return waiting;
	}

	private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
		return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS), "nobody came");
	}

}
