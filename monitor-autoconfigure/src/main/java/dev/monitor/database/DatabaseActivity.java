package dev.monitor.database;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import org.jspecify.annotations.Nullable;

/**
 * What the application does with one data source. Thread-safe.
 */
public final class DatabaseActivity implements StatementListener {

	private final SecondCounter loads = new SecondCounter();

	private final SecondCounter stores = new SecondCounter();

	private final SecondCounter connections = new SecondCounter();

	private final SecondCounter conflicts = new SecondCounter();

	private final SecondCounter unresolved = new SecondCounter();

	private final Map<Conflict, LongAdder> byKind = new EnumMap<>(Conflict.class);

	private final RecentConflicts recent;

	private final Function<Throwable, @Nullable Conflict> conflictOf;

	private final LongSupplier nanoTime;

	private final long origin;

	DatabaseActivity(RecentConflicts recent, Function<Throwable, @Nullable Conflict> conflictOf,
			LongSupplier nanoTime) {
		this.recent = recent;
		this.conflictOf = conflictOf;
		this.nanoTime = nanoTime;
		this.origin = nanoTime.getAsLong();
		for (Conflict conflict : Conflict.values()) {
			this.byKind.put(conflict, new LongAdder());
		}
	}

	@Override
	public void executed(StatementExecution execution) {
		long count = Math.max(1, execution.batchSize());
		switch (execution.statement().operation()) {
			case SELECT -> this.loads.add(second(), count);
			case INSERT, UPDATE, DELETE -> this.stores.add(second(), count);
			default -> {
			}
		}
		if (execution.failure() != null) {
			failed(execution.failure());
		}
	}

	@Override
	public void borrowed() {
		this.connections.add(second(), 1);
	}

	@Override
	public void commitFailed(Exception failure) {
		failed(failure);
	}

	/**
	 * Count a failure if it is a conflict that was not counted before.
	 */
	void failed(Throwable failure) {
		Conflict conflict = this.conflictOf.apply(failure);
		if (conflict != null && !this.recent.contains(failure)) {
			this.recent.add(failure, this);
			this.conflicts.add(second(), 1);
			adder(conflict).increment();
		}
	}

	void unresolved() {
		this.unresolved.add(second(), 1);
	}

	/**
	 * Return how many conflicts there were since the start.
	 * @param kind their kind
	 * @return the number of conflicts
	 */
	public long conflicts(Conflict kind) {
		return adder(kind).sum();
	}

	/**
	 * Return how many conflicts ended a request in error since the start.
	 * @return the number of conflicts
	 */
	public long unresolvedConflicts() {
		return this.unresolved.total();
	}

	/**
	 * Return what happened lately.
	 * @param seconds how many seconds to look back, the current one included; from 1 to
	 * 3600
	 * @return the numbers
	 */
	public Numbers over(int seconds) {
		long now = second();
		return new Numbers(this.loads.sum(now, seconds), this.stores.sum(now, seconds),
				this.connections.sum(now, seconds), this.conflicts.sum(now, seconds),
				this.unresolved.sum(now, seconds));
	}

	private LongAdder adder(Conflict kind) {
		return this.byKind.getOrDefault(kind, new LongAdder());
	}

	private long second() {
		return TimeUnit.NANOSECONDS.toSeconds(this.nanoTime.getAsLong() - this.origin);
	}

	/**
	 * What happened within an interval.
	 *
	 * @param loads statements that read
	 * @param stores statements that wrote; of a batch each set of parameters counts
	 * @param connections connections that were borrowed
	 * @param conflicts conflicts of any kind
	 * @param unresolvedConflicts those of them that ended a request in error
	 */
	public record Numbers(long loads, long stores, long connections, long conflicts, long unresolvedConflicts) {

	}

}
