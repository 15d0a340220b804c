package dev.monitor.sql.r2dbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.monitor.sql.PoolState;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementObserver} that keeps what it is told.
 */
final class RecordingListener implements StatementObserver, StatementListener {

	final List<StatementExecution> executions = new CopyOnWriteArrayList<>();

	final List<Exception> failedCommits = new CopyOnWriteArrayList<>();

	final AtomicInteger borrowed = new AtomicInteger();

	final List<String> observed = new CopyOnWriteArrayList<>();

	boolean active = true;

	@Override
	public boolean isActive() {
		return this.active;
	}

	@Override
	public StatementListener observeConnections(String name, Supplier<@Nullable PoolState> pool) {
		this.observed.add(name);
		return this;
	}

	@Override
	public void executed(StatementExecution execution) {
		this.executions.add(execution);
	}

	@Override
	public void borrowed() {
		this.borrowed.incrementAndGet();
	}

	@Override
	public void commitFailed(Exception failure) {
		this.failedCommits.add(failure);
	}

	StatementExecution only() {
		if (this.executions.size() != 1) {
			throw new AssertionError(this.executions);
		}
		return this.executions.get(0);
	}

}
