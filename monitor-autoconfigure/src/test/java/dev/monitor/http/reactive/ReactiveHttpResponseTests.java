package dev.monitor.http.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

import dev.monitor.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReactiveHttpResponse}, on Reactor Netty and without a server.
 */
class ReactiveHttpResponseTests {

	private static final HttpResponse ANSWER = HttpResponse
		.of(503, "text/plain", "too many".getBytes(StandardCharsets.UTF_8))
		.with("Retry-After", "3");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private BiFunction<ServerHttpRequest, ServerHttpResponse, Mono<Void>> handler = (request,
			response) -> ReactiveHttpResponse.write(ANSWER, request, response);

	private DisposableServer server;

	@BeforeEach
	void start() {
		this.server = HttpServer.create()
			.host("localhost")
			.handle(new ReactorHttpHandlerAdapter((request, response) -> this.handler.apply(request, response)))
			.bindNow();
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@Test
	void statusHeadersAndBodyArriveInOnePiece() throws Exception {
		java.net.http.HttpResponse<String> answer = ask("GET");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("too many");
		assertThat(answer.headers().map()).containsEntry("content-length", List.of("8"))
			.containsEntry("content-type", List.of("text/plain"))
			.containsEntry("retry-after", List.of("3"))
			.containsEntry("cache-control", List.of("no-store"))
			.doesNotContainKey("transfer-encoding");
		assertThat(ask("HEAD").body()).isEmpty();
		assertThat(ask("GET").body()).isEqualTo("too many");
	}

	@Test
	void whatIsToRunBeforeTheHeadersAreSentRuns() throws Exception {
		this.handler = (request, response) -> {
			response.beforeCommit(() -> Mono.fromRunnable(() -> response.getHeaders().set("X-Late", "yes")));
			return ReactiveHttpResponse.write(ANSWER, request, response)
				.then(Mono.fromRunnable(() -> this.seen.add("committed " + response.isCommitted())));
		};
		java.net.http.HttpResponse<String> answer = ask("GET");
		assertThat(answer.headers().firstValue("X-Late")).contains("yes");
		assertThat(answer.body()).isEqualTo("too many");
		await().untilAsserted(() -> assertThat(this.seen).containsExactly("committed true"));
	}

	@Test
	void aFailureBeforeTheHeadersAreSentSendsNeitherThemNorTheBody() throws Exception {
		this.handler = (request, response) -> {
			response.beforeCommit(() -> Mono.error(new IllegalStateException("no session")));
			return ReactiveHttpResponse.write(ANSWER, request, response).onErrorResume((failure) -> {
				this.seen.add(failure.getMessage());
				return ReactiveHttpResponse.write(HttpResponse.of(500), request, response);
			});
		};
		java.net.http.HttpResponse<String> answer = ask("GET");
		assertThat(this.seen).containsExactly("no session");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void nothingIsWrittenBehindAResponseThatHasBegunMeanwhile() throws Exception {
		this.handler = (request, response) -> {
			Mono<Void> late = ReactiveHttpResponse.write(ANSWER, request, response);
			response.getHeaders().setContentLength(2);
			return response.writeWith(Mono.just(response.bufferFactory().wrap(new byte[] { 'o', 'k' }))).then(late);
		};
		assertThat(ask("GET").body()).isEqualTo("ok");
	}

	@Test
	void whoPutsAnotherResponseAroundSeesTheBody() throws Exception {
		this.handler = (request, response) -> ReactiveHttpResponse.write(ANSWER, request,
				new ServerHttpResponseDecorator(response) {

					@Override
					public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
						return super.writeWith(Mono.from(body)
							.doOnNext((buffer) -> ReactiveHttpResponseTests.this.seen
								.add(buffer.toString(StandardCharsets.UTF_8))));
					}

				});
		assertThat(ask("GET").body()).isEqualTo("too many");
		assertThat(this.seen).containsExactly("too many");
	}

	@Test
	void withoutAServerItIsWrittenToo() {
		MockServerHttpResponse response = new MockServerHttpResponse();
		ReactiveHttpResponse.write(ANSWER, MockServerHttpRequest.get("/").build(), response).block();
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(response.getBodyAsString().block()).isEqualTo("too many");
	}

	private java.net.http.HttpResponse<String> ask(String method) throws IOException, InterruptedException {
		return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.server.port() + "/"))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
	}

}
