package dev.monitor.concurrency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.monitor.failure.Listeners;
import dev.monitor.gate.Gate;
import dev.monitor.status.Action;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit on how many requests are served at once, and all that is known about it: what
 * fronts, metrics, endpoint and gate of an application share. It is the
 * {@link StatusSource} of the section {@code concurrency} too: {@code limit}, and now
 * {@code active} and {@code waiting}, in requests, and a row for each priority if
 * requests have any. Thread-safe.
 */
public final class ConcurrencyLimit implements StatusSource {

	/**
	 * Time left to a request that has no deadline.
	 */
	public static final long NO_DEADLINE = Long.MAX_VALUE;

	private final LimitSettings settings;

	private final Clock clock;

	private final Listeners<WaitListener> waits = new Listeners<>(List.of());

	private final Listeners<RoundTripListener> roundTrips = new Listeners<>(List.of());

	private final ConcurrencyLimiter limiter;

	private final Outcomes outcomes;

	private final Permits permits;

	private final Map<Priority, PriorityLevel> levels;

	private final AdmissionControl admission;

	/**
	 * Create a limit with all permits free.
	 * @param settings the settings
	 * @param clock tells the time of day that reports and verdicts show
	 * @param nanoTime the clock for everything else, as {@link System#nanoTime()}
	 */
	public ConcurrencyLimit(LimitSettings settings, Clock clock, LongSupplier nanoTime) {
		this.settings = settings;
		this.clock = clock;
		this.limiter = settings.limiter(nanoTime);
		this.outcomes = new Outcomes(this.limiter, settings.mode(), this.waits, nanoTime);
		this.permits = new Permits(this.limiter, this.roundTrips, nanoTime);
		this.admission = admission(this.limiter, this.outcomes, nanoTime);
		this.levels = (settings.shares() != null)
				? PriorityLevel.all(this.limiter, this.outcomes, (lane, counts) -> admission(lane, counts, nanoTime))
				: Map.of();
	}

	private AdmissionControl admission(PermitSource source, Outcomes counts, LongSupplier nanoTime) {
		long waitNanos = this.settings.waitTime().toNanos();
		return (mode() == Mode.ENFORCE) ? new Enforcing(source, waitNanos, this.permits, counts, nanoTime)
				: new Observing(source, waitNanos, this.permits, counts, nanoTime);
	}

	/**
	 * Ask for a permit to serve a request, and wait for one on the calling thread if need
	 * be. An interrupt ends the wait as {@link Admission#SHUTDOWN SHUTDOWN}; the thread
	 * stays interrupted.
	 * @param nanosLeft time until the request's deadline, after which a permit is of no
	 * use; 0 or less gets {@link Admission#DEADLINE DEADLINE} even where one is free
	 * @return a permit, to be given back when the request is over, or a rejection
	 */
	public Decision enter(long nanosLeft) {
		return this.admission.enter(nanosLeft);
	}

	/**
	 * Ask for a permit without a thread that waits. Time alone decides nothing here:
	 * whoever asks this way calls {@link #dismissOverdue()} every few milliseconds while
	 * requests wait.
	 * @param nanosLeft time until the request's deadline, as for {@link #enter(long)}
	 * @param answer told the decision exactly once if the request has to wait, unless it
	 * is cancelled before: on the thread that makes the decision, which is mostly that of
	 * a request that ends, and possibly before this method returns. No lock is held, and
	 * nothing may be done there that takes long: hand the request on to a thread of its
	 * own. If it throws, a permit is given back and the failure is logged.
	 * @return the decision, or the request as it waits
	 */
	public Entry enter(long nanosLeft, Consumer<? super Decision> answer) {
		return this.admission.enter(nanosLeft, answer);
	}

	/**
	 * Reject those whose time to wait is up. While nobody waits, this costs one read.
	 */
	public void dismissOverdue() {
		this.limiter.dismissOverdue();
	}

	/**
	 * Let requests wait, after a {@link #close()}.
	 */
	public void open() {
		this.limiter.open();
	}

	/**
	 * Send all who wait away with {@link Admission#SHUTDOWN}, and let nobody wait from
	 * now on. Free permits go on being given.
	 */
	public void close() {
		this.limiter.close();
	}

	/**
	 * Add a listener that is told of waits that are over.
	 * @param listener the listener, told after those added before
	 */
	public void add(WaitListener listener) {
		this.waits.add(listener);
	}

	/**
	 * Add a listener that is told of requests that were served.
	 * @param listener the listener, told after those added before
	 */
	public void add(RoundTripListener listener) {
		this.roundTrips.add(listener);
	}

	/**
	 * Create an open gate that closes while demand is above the limit.
	 * @param waitTime how long saturation must last to close the gate
	 * @param recoveryTime how long calm must last to open it
	 * @return the gate
	 */
	public Gate gate(Duration waitTime, Duration recoveryTime) {
		return new SaturationGate(this.limiter, waitTime, recoveryTime, this.clock);
	}

	/**
	 * Return the permits and the queue. Who takes one from there is not counted here.
	 * @return the limiter
	 */
	public ConcurrencyLimiter limiter() {
		return this.limiter;
	}

	/**
	 * Return what is known of each priority.
	 * @return the levels, highest first; none if requests have no priorities
	 */
	public Collection<PriorityLevel> levels() {
		return this.levels.values();
	}

	/**
	 * Return where requests of a priority ask for permits.
	 * @param priority the priority
	 * @return its level
	 * @throws NullPointerException if requests have no priorities
	 */
	public PriorityLevel level(Priority priority) {
		return Objects.requireNonNull(this.levels.get(priority));
	}

	/**
	 * Return why requests may be rejected.
	 * @return the reasons
	 */
	public Set<Admission> rejections() {
		return this.levels.isEmpty() ? Admission.UNRANKED_REJECTIONS : Admission.REJECTIONS;
	}

	/**
	 * Set the limit, and how many may wait beside it. Who waits already may go on;
	 * requests above a lower limit end as they would. Waits for nobody.
	 * @param limit the limit; the nearest bound is taken if it is out of bounds
	 */
	public void set(int limit) {
		int bounded = Math.max(bounds().lowest(), Math.min(bounds().highest(), limit));
		this.limiter.resize(bounded, this.settings.maxWaiting(bounded));
	}

	/**
	 * Return what {@link #set(int)} keeps to.
	 * @return the bounds, the same for as long as the limit lives
	 */
	public LimitBounds bounds() {
		return this.settings.bounds();
	}

	/**
	 * Return the live counts of what became of requests.
	 * @return the counts, which go on changing
	 */
	public Outcomes outcomes() {
		return this.outcomes;
	}

	/**
	 * Return whether requests are rejected, or it is only counted which would be.
	 * @return the mode, which never changes
	 */
	public Mode mode() {
		return this.settings.mode();
	}

	/**
	 * Return what is to move the limit, by calls of {@link #set(int)} from outside.
	 * @return the algorithm, which never changes
	 */
	public Algorithm algorithm() {
		return this.settings.algorithm();
	}

	/**
	 * Return the age of the request that has held its permit the longest. The log warns
	 * of one that is more than five minutes old.
	 * @return nanoseconds, 0 if no request is being served
	 */
	public long oldestNanos() {
		return this.permits.oldestNanos();
	}

	/**
	 * Return how long requests have been served, added up: two that were served for a
	 * second each make two. Those that are being served count up to now. In
	 * {@link Mode#OBSERVE} all do, also those that would have been rejected.
	 * @return nanoseconds, never less than before
	 */
	public long usedNanos() {
		return this.permits.usedNanos();
	}

	/**
	 * Return the most permits that were out at once.
	 * @return the number, of the last 60 to 70 seconds
	 */
	public int mostActive() {
		return this.permits.mostActive();
	}

	/**
	 * Tell whether demand is above the limit: somebody waits, or all permits have been
	 * taken since somebody had to wait or was rejected, give or take a tenth of a second.
	 * Where requests have priorities, only critical and normal ones count as demand.
	 * @return whether that is so now
	 */
	public boolean isSaturated() {
		return this.limiter.permits().saturation().lasted() >= 0;
	}

	/**
	 * Report on this moment. The numbers are read one after the other while requests come
	 * and go.
	 * @return the report
	 */
	public LimitReport report() {
		return LimitReport.of(this, saturatedSince());
	}

	@Override
	public String name() {
		return "concurrency";
	}

	@Override
	public StatusSection section() {
		return StatusSection.EMPTY.with("limit", this.limiter.limit())
			.with("active", this.limiter.active())
			.with("waiting", this.limiter.waiting())
			.with(this.levels.values().stream().map(PriorityLevel::row).toList());
	}

	@Override
	public List<Action> actions() {
		return List.of(new LimitAction(this));
	}

	private @Nullable Instant saturatedSince() {
		long lasted = this.limiter.permits().saturation().lasted();
		return (lasted >= 0) ? this.clock.instant().minusNanos(lasted).truncatedTo(ChronoUnit.MILLIS) : null;
	}

}
