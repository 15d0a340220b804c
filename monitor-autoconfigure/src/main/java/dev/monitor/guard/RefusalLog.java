package dev.monitor.guard;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.monitor.http.Caller;
import dev.monitor.task.PeriodicTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator in one line for each minute with refusals how many there were, for
 * what reasons, and from which addresses, ten at most. Thread-safe.
 */
public final class RefusalLog implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);

	private static final int MAX_ADDRESSES = 10;

	private final String guarded;

	private final PeriodicTask writing;

	private final Map<String, Long> reasons = new LinkedHashMap<>();

	private final Map<String, Long> addresses = new LinkedHashMap<>();

	private long elsewhere;

	private boolean closed;

	/**
	 * Create the log. A thread writes it from the first refusal on.
	 * @param guarded what was not served
	 * @param pause time from one line to the next, normally a minute
	 */
	public RefusalLog(String guarded, Duration pause) {
		this.guarded = guarded;
		this.writing = new PeriodicTask("monitor-refusals", this::write, pause, pause);
	}

	synchronized void add(Decision decision, Caller caller) {
		if (this.closed) {
			return;
		}
		this.writing.start();
		this.reasons.merge(String.valueOf(decision.reason()), 1L, Long::sum);
		String address = caller.peer() + (caller.forwarded() ? " through a proxy" : "");
		if (this.addresses.containsKey(address) || this.addresses.size() < MAX_ADDRESSES) {
			this.addresses.merge(address, 1L, Long::sum);
		}
		else {
			this.elsewhere++;
		}
	}

	/**
	 * Logs outside of the lock, since no request may wait for the log.
	 */
	private void write() {
		String line = take();
		if (line != null) {
			logger.info("{}", line);
		}
	}

	private synchronized @Nullable String take() {
		if (this.reasons.isEmpty()) {
			return null;
		}
		String line = "Refused %s requests for %s within a minute (%s), from %s%s".formatted(
				this.reasons.values().stream().mapToLong(Long::longValue).sum(), this.guarded, text(this.reasons),
				text(this.addresses), (this.elsewhere > 0) ? ", further addresses: " + this.elsewhere : "");
		this.reasons.clear();
		this.addresses.clear();
		this.elsewhere = 0;
		return line;
	}

	private static String text(Map<String, Long> counts) {
		return counts.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map((entry) -> entry.getKey() + ": " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	/**
	 * Write what is left and end the thread.
	 */
	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		this.writing.finish();
	}

}
