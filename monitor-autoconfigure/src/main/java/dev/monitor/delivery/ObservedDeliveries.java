package dev.monitor.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.monitor.failure.Listeners;
import dev.monitor.job.Job;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobRun;
import org.jspecify.annotations.Nullable;

/**
 * {@link Deliveries} that tells listeners and remembers the hosts that are not reached.
 * As {@link JobListener} it learns which failures are final.
 */
public final class ObservedDeliveries implements Deliveries, JobListener {

	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<OpenAttempt> current = new ThreadLocal<>();

	private final JobAttempts jobs = new JobAttempts();

	private final Channels channels;

	private final FailingHosts hosts;

	private final Listeners<DeliveryGate> gates;

	private final Listeners<DeliveryListener> listeners = new Listeners<>(List.of());

	private final LongSupplier nanoTime;

	/**
	 * Create the deliveries.
	 * @param channels the channels
	 * @param hosts the hosts that are not reached
	 * @param gates what is asked before each attempt; usually one or none
	 * @param nanoTime a clock for durations, in nanoseconds
	 */
	public ObservedDeliveries(Channels channels, FailingHosts hosts, Collection<? extends DeliveryGate> gates,
			LongSupplier nanoTime) {
		this.channels = channels;
		this.hosts = hosts;
		this.gates = new Listeners<>(gates);
		this.nanoTime = nanoTime;
	}

	/**
	 * Add a listener, to be told last.
	 * @param listener the listener
	 */
	public void addListener(DeliveryListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Return the channels.
	 * @return all of them
	 */
	public Channels channels() {
		return this.channels;
	}

	/**
	 * Return the hosts that are not reached.
	 * @return all of them
	 */
	public FailingHosts hosts() {
		return this.hosts;
	}

	@Override
	public <T extends @Nullable Object, E extends Exception> T attempt(String channel, String target,
			DeliveryAttempt<T, E> attempt) throws E {
		OpenAttempt open = begin(channel, target);
		T result;
		try {
			result = attempt.call();
		}
		catch (Throwable ex) {
			open.failed(ex);
			throw ex;
		}
		open.succeeded();
		return result;
	}

	/**
	 * Begin an attempt on this thread.
	 * @param channel the channel
	 * @param target where the delivery goes
	 * @return the attempt, which has to be ended
	 * @throws DeliveryRejectedException if the gate lets nothing through to the host
	 */
	public OpenAttempt begin(String channel, String target) {
		OpenAttempt open = beginDetached(channel, target);
		if (open != Part.OF_ANOTHER) {
			this.current.set(open);
		}
		return open;
	}

	/**
	 * Begin an attempt on this thread that may end on any other, such as a reactive call.
	 * What else happens on this thread meanwhile is no part of it.
	 * @param channel the channel
	 * @param target where the delivery goes
	 * @return the attempt, which has to be ended
	 * @throws DeliveryRejectedException if the gate lets nothing through to the host
	 */
	public OpenAttempt beginDetached(String channel, String target) {
		if (this.current.get() != null) {
			return Part.OF_ANOTHER;
		}
		String name = this.channels.use(channel);
		String host = TargetHost.of(target);
		if (!mayDeliver(host)) {
			tell((listener) -> listener.attempted(name, host, Duration.ZERO, Reason.REJECTED));
			DeliveryRejectedException rejected = new DeliveryRejectedException(host);
			JobAttempts.last(this.jobs.current(), new JobAttempts.Failed(name, host, rejected));
			throw rejected;
		}
		return new Attempt(name, host, this.jobs.current(), this.nanoTime.getAsLong());
	}

	private boolean mayDeliver(String host) {
		AtomicBoolean rejected = new AtomicBoolean();
		unobserved(() -> this.gates.tell((gate) -> rejected.compareAndSet(false, !gate.mayDeliver(host))));
		return !rejected.get();
	}

	@Override
	public void failed(String channel, String target, Throwable failure) {
		if (this.current.get() == Part.OF_ANOTHER) {
			return;
		}
		JobAttempts.last(this.jobs.current(), null);
		tell(new JobAttempts.Failed(channel, target, failure));
	}

	private void tell(JobAttempts.Failed failed) {
		String host = TargetHost.of(failed.target());
		String reason = ReasonFinder.find(failed.failure());
		FailingHost known = this.hosts.failed(host, reason, 0);
		DeliveryFailure told = new DeliveryFailure(this.channels.use(failed.channel()), host, reason,
				(known != null) ? known.attempts() : 0, (known != null) ? known.since() : null);
		tell((listener) -> listener.failed(told));
	}

	private void tell(Consumer<DeliveryListener> message) {
		unobserved(() -> this.listeners.tell(message));
	}

	/**
	 * Call a listener or a gate. What these deliver themselves would have them called
	 * again, and again without end.
	 */
	private void unobserved(Runnable call) {
		OpenAttempt before = this.current.get();
		this.current.set(Part.OF_ANOTHER);
		try {
			call.run();
		}
		finally {
			if (before != null) {
				this.current.set(before);
			}
			else {
				this.current.remove();
			}
		}
	}

	/**
	 * Tell of deliveries that have failed for good, if the job on this thread does not
	 * run again.
	 * @param channel the channel
	 * @param target where they should have gone
	 * @param each a failure for each of them
	 */
	public void failedUnlessRetried(String channel, String target, Collection<? extends Throwable> each) {
		List<JobAttempts.Failed> failed = new ArrayList<>(each.size());
		each.forEach((failure) -> failed.add(new JobAttempts.Failed(channel, target, failure)));
		if (!this.jobs.add(failed)) {
			failed.forEach(this::tell);
		}
	}

	@Override
	public void started(Job job) {
		this.jobs.started(job);
	}

	@Override
	public void ended(JobRun run) {
		this.jobs.ended(run).forEach(this::tell);
	}

	@Override
	public @Nullable Instant failingSince(String host) {
		FailingHost failing = this.hosts.get(TargetHost.of(host));
		return (failing != null) ? failing.since() : null;
	}

	@Override
	public void seen(String host) {
		this.hosts.seen(TargetHost.of(host));
	}

	private final class Attempt implements OpenAttempt {

		private final String channel;

		private final String host;

		private final JobAttempts.@Nullable Scope job;

		private final long start;

		Attempt(String channel, String host, JobAttempts.@Nullable Scope job, long start) {
			this.channel = channel;
			this.host = host;
			this.job = job;
			this.start = start;
		}

		@Override
		public void succeeded() {
			ObservedDeliveries.this.hosts.succeeded(this.host);
			JobAttempts.last(this.job, null);
			end(null);
		}

		@Override
		public void failed(Throwable failure) {
			JobAttempts.last(this.job, new JobAttempts.Failed(this.channel, this.host, failure));
			endFailed(failure);
		}

		@Override
		public void failedUnlessRetried(Throwable failure, Collection<? extends Throwable> each) {
			endFailed(failure);
			ObservedDeliveries.this.failedUnlessRetried(this.channel, this.host, each);
		}

		private void endFailed(Throwable failure) {
			String reason = ReasonFinder.find(failure);
			ObservedDeliveries.this.hosts.failed(this.host, reason, 1);
			end(reason);
		}

		private void end(@Nullable String reason) {
			Duration duration = Duration.ofNanos(ObservedDeliveries.this.nanoTime.getAsLong() - this.start);
			try {
				tell((listener) -> listener.attempted(this.channel, this.host, duration, reason));
			}
			finally {
				if (ObservedDeliveries.this.current.get() == this) {
					ObservedDeliveries.this.current.remove();
				}
			}
		}

	}

	/**
	 * What counts as a part of another attempt, or of nothing.
	 */
	private enum Part implements OpenAttempt {

		OF_ANOTHER;

		@Override
		public void succeeded() {
		}

		@Override
		public void failed(Throwable failure) {
		}

		@Override
		public void failedUnlessRetried(Throwable failure, Collection<? extends Throwable> each) {
		}

	}

}
