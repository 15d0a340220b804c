package dev.monitor.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The hosts that are not reached, as far as this instance remembers: 500, the least
 * recently tried ones forgotten. Those that are reached push none of them out.
 * Thread-safe.
 */
public final class FailingHosts {

	private static final int MOST = 500;

	private final Map<String, FailingHost> failing = new Recent<>();

	private final Map<String, Instant> successes = new Recent<>();

	private final Clock clock;

	/**
	 * Create without any host.
	 * @param clock dates failures and successes
	 */
	public FailingHosts(Clock clock) {
		this.clock = clock;
	}

	synchronized void succeeded(String host) {
		this.failing.remove(host);
		this.successes.put(host, this.clock.instant());
	}

	synchronized void seen(String host) {
		this.failing.remove(host);
	}

	/**
	 * Remember failures, unless they say nothing of a host.
	 * @param host the host
	 * @param reason why
	 * @param attempts how many attempts, 0 for what is known already
	 * @return what is known of the host now, if anything
	 */
	synchronized @Nullable FailingHost failed(String host, String reason, int attempts) {
		FailingHost known = this.failing.get(host);
		if (host.equals(TargetHost.UNKNOWN) || !Reason.isOfHost(reason)) {
			return known;
		}
		Instant now = this.clock.instant();
		FailingHost failed = (known != null) ? known.failedAgain(reason, attempts, now)
				: new FailingHost(host, now, 1, 1, new FailingHost.Attempt(reason, now), this.successes.get(host));
		this.failing.put(host, failed);
		return failed;
	}

	/**
	 * Tell whether a host may be tried that may have failed for too long.
	 * @param host the host
	 * @param unreachableAfter how long is too long
	 * @param pause time between two attempts from then on
	 * @return whether it may
	 */
	synchronized boolean mayTry(String host, Duration unreachableAfter, Duration pause) {
		FailingHost known = this.failing.get(host);
		Instant now = this.clock.instant();
		if (known == null || now.isBefore(known.since().plus(unreachableAfter))) {
			return true;
		}
		Instant last = known.last().time();
		if (!now.isBefore(last) && now.isBefore(last.plus(pause))) {
			return false;
		}
		this.failing.put(host, known.triedAt(now));
		return true;
	}

	synchronized @Nullable FailingHost get(String host) {
		return this.failing.get(host);
	}

	/**
	 * Return all of them.
	 * @return the hosts, the least recently tried first
	 */
	synchronized List<FailingHost> all() {
		return List.copyOf(this.failing.values());
	}

	private static final class Recent<V> extends LinkedHashMap<String, V> {

		Recent() {
			super(16, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
			return size() > MOST;
		}

	}

}
