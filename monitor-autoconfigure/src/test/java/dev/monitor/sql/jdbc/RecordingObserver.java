package dev.monitor.sql.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;

/**
 * {@link DataSourceObserver} that keeps what it is told.
 */
final class RecordingObserver implements DataSourceObserver, StatementListener {

	final List<Map.Entry<String, DataSource>> observed = new ArrayList<>();

	final List<StatementExecution> executions = new ArrayList<>();

	final List<Exception> failedCommits = new ArrayList<>();

	int borrowed;

	boolean active = true;

	@Override
	public boolean isActive() {
		return this.active;
	}

	@Override
	public StatementListener observe(String name, DataSource dataSource) {
		this.observed.add(Map.entry(name, dataSource));
		return this;
	}

	@Override
	public void executed(StatementExecution execution) {
		this.executions.add(execution);
	}

	@Override
	public void borrowed() {
		this.borrowed++;
	}

	@Override
	public void commitFailed(Exception failure) {
		this.failedCommits.add(failure);
	}

}
