package dev.monitor.concurrency.reactive;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.monitor.concurrency.SlowBody;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.MultiValueMap;

/**
 * Request of which the pace of the body can be watched. It is no decorator, since Spring
 * gives the attributes of the exchange to such requests only. Those behind it find it in
 * their context, whatever has been put around it.
 */
final class PacedRequest extends AbstractServerHttpRequest {

	private final ServerHttpRequest request;

	private final SlowBody limit;

	private final WaitingBodies waiting;

	private volatile @Nullable Watch watch;

	PacedRequest(ServerHttpRequest request, SlowBody limit, WaitingBodies waiting) {
		super(request.getMethod(), request.getURI(), request.getPath().contextPath().value(), request.getHeaders());
		this.request = request;
		this.limit = limit;
		this.waiting = waiting;
	}

	/**
	 * Return the request that is served.
	 * @param context the context of whoever wants it to be served
	 * @return the request, {@code null} if bodies are not measured, or this one has none
	 */
	static @Nullable PacedRequest find(ContextView context) {
		return context.getOrDefault(PacedRequest.class, null);
	}

	/**
	 * Serve the request until it is given up, for its body is too slow.
	 * @param work serves it; cancelled when it is given up
	 * @param executor where to give it up
	 * @param answer answers it then, knowing why
	 * @return completes when it was served, or answered
	 */
	Mono<Void> watch(Mono<Void> work, Executor executor, Function<Throwable, Mono<Void>> answer) {
		Sinks.Empty<Void> slow = Sinks.empty();
		Watch watching = new Watch(executor, slow);
		this.watch = watching;
		return Mono.firstWithSignal(work, slow.asMono()).onErrorResume((failure) -> watching.gaveUp, answer);
	}

	/**
	 * Let what is still to come of the body come at any pace.
	 */
	void unwatch() {
		this.watch = null;
	}

	boolean isWatched() {
		return this.watch != null;
	}

	/**
	 * Give the request up. Whoever serves it is cancelled first, as if the client had
	 * left; whoever reads its body for another reason gets the failure.
	 */
	void giveUp(PacedBody body, Throwable failure) {
		Watch watching = this.watch;
		if (watching != null) {
			watching.executor.execute(() -> {
				if (body.stop()) {
					watching.gaveUp = true;
					watching.slow.tryEmitError(failure);
					body.fail(failure);
				}
			});
		}
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
				Flux<DataBuffer> body = PacedRequest.this.request.getBody();
				body.subscribe(isWatched()
						? new PacedBody(actual, PacedRequest.this, PacedRequest.this.limit, PacedRequest.this.waiting)
						: actual);
			}

		};
	}

	@Override
	public String getId() {
		return this.request.getId();
	}

	@Override
	public RequestPath getPath() {
		return this.request.getPath();
	}

	@Override
	public MultiValueMap<String, String> getQueryParams() {
		return this.request.getQueryParams();
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		return this.request.getCookies();
	}

	@Override
	public @Nullable InetSocketAddress getLocalAddress() {
		return this.request.getLocalAddress();
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.request.getRemoteAddress();
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		return this.request.getSslInfo();
	}

	@Override
	@SuppressWarnings("TypeParameterUnusedInFormals") // as Spring declares it
	public <T> T getNativeRequest() {
		return ServerHttpRequestDecorator.getNativeRequest(this.request);
	}

	private static final class Watch {

		final Executor executor;

		final Sinks.Empty<Void> slow;

		volatile boolean gaveUp;

		Watch(Executor executor, Sinks.Empty<Void> slow) {
			this.executor = executor;
			this.slow = slow;
		}

	}

}
