package dev.monitor.concurrency.reactive;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Decision;
import dev.monitor.concurrency.PendingEntry;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Priority;
import dev.monitor.http.QueuedRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One request on its way through the limit. Whoever subscribes may cancel at any time, on
 * any thread: then the permit is back, or the place in the queue free, when
 * {@link #cancel()} returns.
 */
final class LimitedRequest implements CoreSubscriber<Void>, Subscription {

	private static final AtomicReferenceFieldUpdater<LimitedRequest, Subscription> WORK = AtomicReferenceFieldUpdater
		.newUpdater(LimitedRequest.class, Subscription.class, "work");

	private static final String QUEUED = QueuedRequest.class.getName();

	private final CoreSubscriber<? super Void> actual;

	private final Map<String, Object> attributes;

	private final Object request;

	private final ReactiveServer server;

	private final Function<Permit, Publisher<Void>> serve;

	private final Function<Admission, Publisher<Void>> reject;

	private final Executor executor;

	private final AtomicReference<State> state = new AtomicReference<>(State.ENTERING);

	private @Nullable Decision decision;

	private @Nullable PendingEntry entry;

	@SuppressWarnings("UnusedVariable") // by its updater
	private volatile @Nullable Subscription work;

	/**
	 * Create a request that has not asked yet.
	 * @param actual who wants it to be served
	 * @param attributes attributes of the exchange, which has one named as
	 * {@link QueuedRequest} as long as it waits
	 * @param request the server's own request
	 * @param server the server
	 * @param serve serves it
	 * @param reject answers it instead
	 */
	LimitedRequest(CoreSubscriber<? super Void> actual, Map<String, Object> attributes, Object request,
			ReactiveServer server, Function<Permit, Publisher<Void>> serve,
			Function<Admission, Publisher<Void>> reject) {
		this.actual = actual;
		this.attributes = attributes;
		this.request = request;
		this.server = server;
		this.serve = serve;
		this.reject = reject;
		this.executor = server.executor(request);
	}

	/**
	 * Ask for a permit, and go on if there is an answer at once.
	 * @param limit gives the permits
	 * @param priority the request's priority, {@code null} if requests have none
	 * @param nanosLeft time until the request's deadline
	 * @return whether it waits
	 */
	boolean enter(ConcurrencyLimit limit, @Nullable Priority priority, long nanosLeft) {
		PendingEntry pending = (priority != null) ? limit.level(priority).enter(nanosLeft, this::decided)
				: limit.enter(nanosLeft, this::decided);
		this.entry = pending;
		if (this.state.get() == State.ENTERING) {
			this.attributes.put(QUEUED, true);
		}
		State seen = this.state.compareAndExchange(State.ENTERING, State.WAITING);
		if (seen == State.DECIDED && this.decision instanceof Permit && this.server.letsOthersArrive()) {
			handOn();
		}
		else if (seen == State.DECIDED) {
			goOn();
		}
		else if (seen == State.OVER) {
			pending.cancel();
		}
		return seen == State.ENTERING;
	}

	/**
	 * Note the decision. It comes while the request asks, or on the thread of whoever
	 * makes it, which is not to do the work.
	 */
	private void decided(Decision decision) {
		this.decision = decision;
		State seen = this.state.compareAndExchange(State.ENTERING, State.DECIDED);
		if (seen == State.WAITING && this.state.compareAndSet(State.WAITING, State.DECIDED)) {
			handOn();
		}
		else if (seen != State.ENTERING) {
			giveBack();
		}
	}

	private void handOn() {
		try {
			this.executor.execute(this::goOn);
		}
		catch (RejectedExecutionException ex) {
			if (this.state.compareAndSet(State.DECIDED, State.OVER)) {
				giveBack();
				this.actual.onError(ex);
			}
		}
	}

	private void goOn() {
		if (!this.state.compareAndSet(State.DECIDED, State.RUNNING)) {
			return;
		}
		this.attributes.remove(QUEUED);
		try {
			answer().subscribe(this);
		}
		catch (Throwable ex) {
			onError(ex);
		}
	}

	private Publisher<Void> answer() {
		if (this.decision instanceof Permit permit) {
			this.server.whenDropped(this.request, permit::release);
			return this.serve.apply(permit);
		}
		Decision rejection = this.decision;
		return this.reject.apply((rejection != null) ? rejection.admission() : Admission.SHUTDOWN);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.setOnce(WORK, this, subscription)) {
			subscription.request(Long.MAX_VALUE);
		}
	}

	@Override
	public void onNext(Void nothing) {
	}

	@Override
	public void onComplete() {
		if (this.state.compareAndSet(State.RUNNING, State.OVER)) {
			if (this.decision instanceof Permit permit) {
				this.server.whenSent(this.request, () -> permit.complete(false));
			}
			this.actual.onComplete();
		}
	}

	@Override
	public void onError(Throwable failure) {
		if (!this.state.compareAndSet(State.RUNNING, State.OVER)) {
			Operators.onErrorDropped(failure, currentContext());
			return;
		}
		if (this.decision instanceof Permit permit && failure instanceof TimeoutException) {
			permit.complete(true);
		}
		giveBack();
		this.actual.onError(failure);
	}

	@Override
	public void request(long count) {
	}

	@Override
	public void cancel() {
		State seen = this.state.getAndSet(State.OVER);
		PendingEntry pending = this.entry;
		if (seen == State.WAITING && pending != null) {
			pending.cancel();
		}
		else if (seen == State.DECIDED || seen == State.RUNNING) {
			giveBack();
			Operators.terminate(WORK, this);
		}
	}

	private void giveBack() {
		if (this.decision instanceof Permit permit) {
			permit.release();
		}
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	private enum State {

		/**
		 * Asks for a permit.
		 */
		ENTERING,

		/**
		 * Waits for one.
		 */
		WAITING,

		/**
		 * Has one, or has been rejected, and is to go on.
		 */
		DECIDED,

		/**
		 * Is served, or its rejection is written.
		 */
		RUNNING,

		/**
		 * Is complete, has failed or was cancelled.
		 */
		OVER

	}

}
