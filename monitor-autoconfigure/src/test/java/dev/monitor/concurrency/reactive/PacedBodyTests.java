package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.concurrency.SlowBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PacedBody}.
 */
class PacedBodyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration GRACE = Duration.ofSeconds(20);

	private final SlowBody limit = new SlowBody(GRACE, 1_000_000);

	private final AtomicLong nanos = new AtomicLong(-5);

	private final WaitingBodies waiting = new WaitingBodies(this.nanos::get);

	private final List<String> told = Collections.synchronizedList(new ArrayList<>());

	@Test
	void aBodyThatDoesNotComeIsGivenUpByTheTimer() {
		PacedRequest request = request(Flux.never());
		Mono<Void> served = request.watch(request.getBody().doOnCancel(() -> this.told.add("cancelled")).then(),
				Runnable::run, (slow) -> Mono.fromRunnable(() -> this.told.add(String.valueOf(slow.getMessage()))));
		CompletableFuture<Void> answered = served.toFuture();
		advance(GRACE.plusNanos(1));
		assertThat(answered).succeedsWithin(PATIENCE);
		assertThat(this.told).containsExactly("cancelled", "The body of the request comes too slowly");
	}

	@Test
	void aBodyThatNobodyWatchesIsLeftAlone() {
		Flux<DataBuffer> body = Flux.empty();
		PacedRequest request = request(body);
		request.getBody().subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				PacedBodyTests.this.told.add(subscription.getClass().getName());
			}

		});
		assertThat(this.told).singleElement().asString().doesNotContain("monitor");
	}

	@Test
	void onlyTheTimeCountsInWhichAReaderWantsMore() {
		Sinks.Many<DataBuffer> source = Sinks.many().unicast().onBackpressureBuffer();
		PacedRequest request = request(source.asFlux());
		request.watch(Mono.never(), Runnable::run, (slow) -> Mono.fromRunnable(() -> this.told.add("slow")))
			.subscribe();
		List<PacedBody> bodies = new ArrayList<>();
		BaseSubscriber<DataBuffer> reader = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				bodies.add((PacedBody) subscription);
			}

			@Override
			protected void hookOnNext(DataBuffer piece) {
				advance(GRACE.multipliedBy(2));
			}

		};
		request.getBody().subscribe(reader);
		advance(GRACE.multipliedBy(2));
		PacedBody body = bodies.get(0);
		body.check();
		reader.request(1);
		source.tryEmitNext(DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]));
		body.check();
		assertThat(this.told).isEmpty();
		reader.request(1);
		advance(GRACE.plusMillis(1));
		body.check();
		await().untilAsserted(() -> assertThat(this.told).containsExactly("slow"));
	}

	@Test
	void aReaderIsNotToldWhileItIsBusy() {
		Sinks.Many<DataBuffer> source = Sinks.many().unicast().onBackpressureBuffer();
		PacedRequest request = request(source.asFlux().doOnCancel(() -> this.told.add("cancelled")));
		request.watch(Mono.never(), Runnable::run, (slow) -> Mono.empty()).subscribe();
		request.getBody().subscribe(new BaseSubscriber<>() {

			private @Nullable PacedBody body;

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				this.body = (PacedBody) subscription;
				subscription.request(1);
			}

			@Override
			protected void hookOnNext(DataBuffer piece) {
				PacedBodyTests.this.told.add("piece");
				if (this.body != null) {
					assertThat(this.body.stop()).isTrue();
					this.body.fail(new IOException("slow"));
				}
				PacedBodyTests.this.told.add("piece read");
			}

			@Override
			protected void hookOnError(Throwable failure) {
				PacedBodyTests.this.told.add(String.valueOf(failure.getMessage()));
			}

		});
		source.tryEmitNext(DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]));
		source.tryEmitNext(DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]));
		assertThat(this.told).containsExactly("piece", "cancelled", "piece read", "slow");
	}

	private void advance(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private PacedRequest request(Flux<DataBuffer> body) {
		return new PacedRequest(MockServerHttpRequest.post("/").body(body), this.limit, this.waiting);
	}

}
