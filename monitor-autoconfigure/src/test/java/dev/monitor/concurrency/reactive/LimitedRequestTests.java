package dev.monitor.concurrency.reactive;

import java.util.ArrayDeque;
import java.util.ArrayList;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.TestLimit;
import dev.monitor.http.QueuedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimitedRequest}.
 */
class LimitedRequestTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(1, 1, this.time);

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<Boolean> roundTrips = new ArrayList<>();

	private boolean yields;

	LimitedRequestTests() {
		this.limit.add((start, inFlight, dropped) -> this.roundTrips.add(dropped));
	}

	@Test
	void aRequestThatGetsAPermitIsServedOnItsThread() {
		Request request = enter();
		assertThat(request.served).isNotNull();
		assertThat(active()).isEqualTo(1);
		request.work.tryEmitEmpty();
		assertThat(request.end).isEqualTo("complete");
		assertThat(active()).isZero();
		assertThat(this.roundTrips).containsExactly(false);
	}

	@Test
	void whereOneThreadDoesAllOthersArriveBeforeItIsServed() {
		this.yields = true;
		Request first = enter();
		Request second = enter();
		Request third = enter();
		assertThat(first.served).isNull();
		assertThat(third.rejected).isEqualTo(Admission.QUEUE_FULL);
		run();
		assertThat(first.served).isNotNull();
		first.work.tryEmitEmpty();
		run();
		assertThat(second.served).isNotNull();
	}

	@Test
	void aRequestThatWaitedGoesOnByTheExecutorAlone() {
		Request first = enter();
		Request second = enter();
		assertThat(second.attributes).containsKey(QueuedRequest.class.getName());
		first.work.tryEmitEmpty();
		assertThat(second.served).isNull();
		assertThat(active()).isEqualTo(1);
		run();
		assertThat(second.served).isNotNull();
		assertThat(second.attributes).isEmpty();
	}

	@Test
	void cancellingWhileItWaitsFreesThePlaceAtOnce() {
		Request first = enter();
		Request second = enter();
		second.cancel();
		assertThat(waiting()).isZero();
		first.work.tryEmitEmpty();
		assertThat(active()).isZero();
		assertThat(this.tasks).isEmpty();
		assertThat(second.end).isNull();
	}

	@Test
	void cancellingBetweenDecisionAndWorkGivesThePermitBackAtOnce() {
		Request first = enter();
		Request second = enter();
		first.work.tryEmitEmpty();
		assertThat(active()).isEqualTo(1);
		second.cancel();
		assertThat(active()).isZero();
		run();
		assertThat(second.served).isNull();
		assertThat(active()).isZero();
	}

	@Test
	void cancellingWhileItIsServedGivesThePermitBackOnceAndCancelsTheWork() {
		Request request = enter();
		request.cancel();
		request.cancel();
		assertThat(active()).isZero();
		assertThat(request.work.currentSubscriberCount()).isZero();
		assertThat(this.roundTrips).isEmpty();
	}

	@Test
	void whoCancelsBeforeAskingNeverHoldsAPermit() {
		Request request = new Request();
		request.cancelled = true;
		start(request);
		assertThat(active()).isZero();
		assertThat(request.served).isNull();
	}

	@Test
	void failuresAreNoSamplesButTimeOutsAre() {
		Request failing = enter();
		failing.work.tryEmitError(new IllegalStateException("failed"));
		assertThat(failing.end).isEqualTo("failed");
		assertThat(this.roundTrips).isEmpty();
		enter().work.tryEmitError(new TimeoutException("late"));
		assertThat(this.roundTrips).containsExactly(true);
		assertThat(active()).isZero();
	}

	@Test
	void whatThrowsInPlaceOfServingGivesThePermitBack() {
		Request request = new Request();
		request.broken = true;
		start(request);
		assertThat(request.end).isEqualTo("broken");
		assertThat(active()).isZero();
	}

	@Test
	void anExecutorThatTakesNothingMoreCostsNoPermit() {
		Request first = enter();
		Request second = new Request();
		second.refused = true;
		start(second);
		first.work.tryEmitEmpty();
		assertThat(second.end).isEqualTo("stopped");
		assertThat(active()).isZero();
	}

	@Test
	void timeEndsAWaitByTheExecutorToo() {
		enter();
		Request waiting = enter();
		this.time.passMillis(2000);
		this.limit.dismissOverdue();
		assertThat(waiting.rejected).isNull();
		run();
		assertThat(waiting.rejected).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(waiting.end).isEqualTo("complete");
	}

	@Test
	void whateverComesTogetherNoPermitIsLost() throws InterruptedException {
		this.limit.limiter().resize(3, 5);
		ExecutorService pool = Executors.newFixedThreadPool(4);
		int rounds = 20_000;
		CountDownLatch left = new CountDownLatch(rounds);
		try {
			for (int i = 0; i < rounds; i++) {
				pool.execute(() -> {
					Request request = new Request();
					request.pool = pool;
					pool.execute(() -> {
						if (ThreadLocalRandom.current().nextBoolean()) {
							request.cancel();
						}
						request.work.tryEmitEmpty();
						left.countDown();
					});
					start(request);
				});
			}
			assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
			LimitedReactiveServer.await().until(() -> active() == 0 && waiting() == 0);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private Request enter() {
		Request request = new Request();
		start(request);
		return request;
	}

	private void start(Request request) {
		LimitedRequest limited = new LimitedRequest(request, request.attributes, request, request, request);
		request.onSubscribe(limited);
		limited.enter(this.limit, null, ConcurrencyLimit.NO_DEADLINE);
	}

	private void run() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private int active() {
		return this.limit.limiter().active();
	}

	private int waiting() {
		return this.limit.limiter().waiting();
	}

	/**
	 * A request that is its own server.
	 */
	private final class Request extends BaseSubscriber<Void> implements ReactiveServer, LimitedRequest.Work {

		private final Sinks.Empty<Void> work = Sinks.empty();

		private final Map<String, Object> attributes = new ConcurrentHashMap<>();

		private boolean cancelled;

		private boolean broken;

		private boolean refused;

		private @Nullable Executor pool;

		private volatile @Nullable Permit served;

		private volatile @Nullable Admission rejected;

		private volatile @Nullable String end;

		@Override
		public Mono<Void> serve(Permit permit) {
			this.served = permit;
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			return this.work.asMono();
		}

		@Override
		public Mono<Void> reject(Admission reason) {
			this.rejected = reason;
			return Mono.empty();
		}

		@Override
		protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
			if (this.cancelled) {
				subscription.cancel();
			}
			else {
				subscription.request(1);
			}
		}

		@Override
		protected void hookOnComplete() {
			this.end = "complete";
		}

		@Override
		protected void hookOnError(Throwable failure) {
			this.end = failure.getMessage();
		}

		@Override
		public boolean supports(Object request) {
			return true;
		}

		@Override
		public boolean letsOthersArrive() {
			return LimitedRequestTests.this.yields;
		}

		@Override
		public Executor executor(Object request) {
			Executor pool = this.pool;
			return (task) -> {
				if (this.refused) {
					throw new RejectedExecutionException("stopped");
				}
				if (pool != null) {
					pool.execute(task);
				}
				else {
					LimitedRequestTests.this.tasks.add(task);
				}
			};
		}

		@Override
		public void whenDropped(Object request, Runnable end) {
		}

		@Override
		public void whenSent(Object request, Runnable end) {
			end.run();
		}

		@Override
		public void abandonBody(Object request) {
		}

	}

}
