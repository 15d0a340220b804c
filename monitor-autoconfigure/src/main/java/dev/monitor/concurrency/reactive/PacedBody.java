package dev.monitor.concurrency.reactive;

import dev.monitor.concurrency.BodyPace;
import dev.monitor.concurrency.SlowBody;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Measures how fast a body comes to whoever reads it. Time counts while the reader wants
 * more and is not busy with what came last. Thread-safe; its lock is held for no call of
 * others.
 */
final class PacedBody implements CoreSubscriber<DataBuffer>, Subscription {

	private final CoreSubscriber<? super DataBuffer> actual;

	private final PacedRequest request;

	private final BodyPace pace;

	private final WaitingBodies waiting;

	private @Nullable Subscription source;

	private long demand;

	private boolean waits;

	private long since;

	private boolean emitting;

	private boolean requesting;

	private boolean looked;

	private boolean over;

	private boolean cancelled;

	private @Nullable Throwable failure;

	/**
	 * Create a body of which nothing has come.
	 * @param actual who reads it
	 * @param request its request
	 * @param limit how slowly it may come
	 * @param waiting looks after it, and knows the time
	 */
	PacedBody(CoreSubscriber<? super DataBuffer> actual, PacedRequest request, SlowBody limit, WaitingBodies waiting) {
		this.actual = actual;
		this.request = request;
		this.pace = new BodyPace(limit);
		this.waiting = waiting;
		BodyPace.watch(this.pace);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.source, subscription)) {
			this.source = subscription;
			this.actual.onSubscribe(this);
		}
	}

	@Override
	public void request(long count) {
		synchronized (this) {
			this.demand = Operators.addCap(this.demand, Math.max(0, count));
			this.requesting = true;
			beginToWait();
		}
		source().request(count);
		synchronized (this) {
			this.requesting = false;
		}
		lookAfter();
	}

	/**
	 * Have a body looked after that does not come at once.
	 */
	private void lookAfter() {
		synchronized (this) {
			if (!this.waits || this.requesting || this.looked) {
				return;
			}
			this.looked = true;
		}
		this.waiting.add(this);
		if (isOver()) {
			this.waiting.remove(this);
		}
	}

	private synchronized boolean isOver() {
		return this.over;
	}

	private void beginToWait() {
		if (this.demand > 0 && !this.waits && !this.emitting && !this.over) {
			this.waits = true;
			this.since = this.waiting.now();
		}
	}

	@Override
	public void onNext(DataBuffer buffer) {
		if (!take(buffer.readableByteCount())) {
			DataBufferUtils.release(buffer);
			return;
		}
		this.actual.onNext(buffer);
		Throwable late;
		synchronized (this) {
			this.emitting = false;
			beginToWait();
			late = this.cancelled ? null : this.failure;
		}
		if (late != null) {
			this.actual.onError(late);
		}
		else {
			lookAfter();
		}
	}

	private synchronized boolean take(int bytes) {
		if (this.over) {
			return false;
		}
		this.pace.add(this.waits ? this.waiting.now() - this.since : 0, bytes);
		this.waits = false;
		this.emitting = true;
		if (this.demand != Long.MAX_VALUE) {
			this.demand--;
		}
		return true;
	}

	/**
	 * Give the request up if nothing has come for too long.
	 */
	void check() {
		Throwable slow;
		synchronized (this) {
			if (!this.request.isWatched() || this.pace.isSlow() || !this.waits
					|| this.pace.nanosLeft() >= this.waiting.now() - this.since) {
				return;
			}
			slow = this.pace.giveUp();
		}
		this.request.giveUp(this, slow);
	}

	/**
	 * Let nothing more come, whatever the server makes of the rest.
	 * @return whether there was more to come
	 */
	boolean stop() {
		if (!end()) {
			return false;
		}
		source().cancel();
		return true;
	}

	/**
	 * Tell a reader why the body was stopped, unless it has left meanwhile.
	 */
	void fail(Throwable slow) {
		synchronized (this) {
			if (this.cancelled) {
				return;
			}
			if (this.emitting) {
				this.failure = slow;
				return;
			}
		}
		this.actual.onError(slow);
	}

	@Override
	public void onComplete() {
		if (end()) {
			this.actual.onComplete();
		}
	}

	@Override
	public void onError(Throwable ex) {
		if (end()) {
			this.actual.onError(ex);
		}
	}

	@Override
	public void cancel() {
		synchronized (this) {
			this.cancelled = true;
		}
		stop();
	}

	private boolean end() {
		synchronized (this) {
			if (this.over) {
				return false;
			}
			this.over = true;
		}
		this.waiting.remove(this);
		return true;
	}

	private Subscription source() {
		Subscription known = this.source;
		return (known != null) ? known : Operators.emptySubscription();
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

}
