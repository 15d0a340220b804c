package dev.monitor.concurrency.reactive;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Decision;
import dev.monitor.concurrency.Entry;
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

	private static final AtomicReferenceFieldUpdater<LimitedRequest, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(LimitedRequest.class, State.class, "state");

	private static final AtomicReferenceFieldUpdater<LimitedRequest, Subscription> SUBSCRIPTION = AtomicReferenceFieldUpdater
		.newUpdater(LimitedRequest.class, Subscription.class, "subscription");

	private static final String QUEUED = QueuedRequest.class.getName();

	private final CoreSubscriber<? super Void> actual;

	private final Map<String, Object> attributes;

	private final Object request;

	private final ReactiveServer server;

	private final Work work;

	private volatile State state = State.ENTERING;

	private @Nullable Decision decision;

	/**
	 * Set if the request has to wait.
	 */
	private @Nullable PendingEntry entry;

	@SuppressWarnings("UnusedVariable") // by its updater
	private volatile @Nullable Subscription subscription;

	/**
	 * Create a request that has not asked yet.
	 * @param actual who wants it to be served
	 * @param attributes attributes of the exchange, which has one named as
	 * {@link QueuedRequest} as long as it waits
	 * @param request the server's own request
	 * @param server the server
	 * @param work what is done with it then
	 */
	LimitedRequest(CoreSubscriber<? super Void> actual, Map<String, Object> attributes, Object request,
			ReactiveServer server, Work work) {
		this.actual = actual;
		this.attributes = attributes;
		this.request = request;
		this.server = server;
		this.work = work;
	}

	/**
	 * Ask for a permit, and go on if there is an answer at once.
	 * @param limit gives the permits
	 * @param priority the request's priority, {@code null} if requests have none
	 * @param nanosLeft time until the request's deadline
	 * @return whether it waits
	 */
	boolean enter(ConcurrencyLimit limit, @Nullable Priority priority, long nanosLeft) {
		Entry answer = (priority != null) ? limit.level(priority).enter(nanosLeft, this::decidedLater)
				: limit.enter(nanosLeft, this::decidedLater);
		if (answer instanceof PendingEntry pending) {
			return waits(pending);
		}
		this.decision = (Decision) answer;
		if (STATE.compareAndSet(this, State.ENTERING, State.DECIDED)) {
			proceed();
		}
		else {
			giveBack();
		}
		return false;
	}

	private boolean waits(PendingEntry pending) {
		this.entry = pending;
		this.attributes.put(QUEUED, true);
		if (STATE.compareAndSet(this, State.ENTERING, State.WAITING)) {
			return true;
		}
		if (this.state == State.DECIDED) {
			proceed();
		}
		else {
			pending.cancel();
		}
		return false;
	}

	/**
	 * Note a decision that was waited for. It may come before it is known here that there
	 * was something to wait for. The calling thread is that of whoever makes the
	 * decision, which is not to do the work.
	 */
	private void decidedLater(Decision decision) {
		this.decision = decision;
		if (STATE.compareAndSet(this, State.ENTERING, State.DECIDED)) {
			return;
		}
		if (STATE.compareAndSet(this, State.WAITING, State.DECIDED)) {
			handOn();
		}
		else {
			giveBack();
		}
	}

	private void proceed() {
		if (this.decision instanceof Permit && this.server.letsOthersArrive()) {
			handOn();
		}
		else {
			goOn();
		}
	}

	private void handOn() {
		try {
			this.server.executor(this.request).execute(this::goOn);
		}
		catch (Throwable ex) {
			if (STATE.compareAndSet(this, State.DECIDED, State.OVER)) {
				giveBack();
				this.actual.onError(ex);
			}
		}
	}

	private void goOn() {
		if (!STATE.compareAndSet(this, State.DECIDED, State.RUNNING)) {
			return;
		}
		if (this.entry != null) {
			this.attributes.remove(QUEUED);
		}
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
			return this.work.serve(permit);
		}
		Decision rejection = this.decision;
		return this.work.reject((rejection != null) ? rejection.admission() : Admission.SHUTDOWN);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.setOnce(SUBSCRIPTION, this, subscription)) {
			subscription.request(Long.MAX_VALUE);
		}
	}

	@Override
	public void onNext(Void nothing) {
	}

	@Override
	public void onComplete() {
		if (STATE.compareAndSet(this, State.RUNNING, State.OVER)) {
			if (this.decision instanceof Permit permit) {
				this.server.whenSent(this.request, () -> permit.complete(false));
			}
			this.actual.onComplete();
		}
	}

	@Override
	public void onError(Throwable failure) {
		if (!STATE.compareAndSet(this, State.RUNNING, State.OVER)) {
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
		State seen = STATE.getAndSet(this, State.OVER);
		PendingEntry pending = this.entry;
		if (seen == State.WAITING && pending != null) {
			pending.cancel();
		}
		else if (seen == State.DECIDED || seen == State.RUNNING) {
			giveBack();
			Operators.terminate(SUBSCRIPTION, this);
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

	/**
	 * What is done with a request once it is decided.
	 */
	interface Work {

		/**
		 * Serve the request.
		 * @param permit its permit, given back when the request is over
		 * @return completes when it has been served
		 */
		Publisher<Void> serve(Permit permit);

		/**
		 * Answer the request without serving it.
		 * @param reason the reason
		 * @return completes when the answer has been written
		 */
		Publisher<Void> reject(Admission reason);

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
