package dev.monitor.jdbc.proxy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.monitor.jdbc.DataSourceObserver;
import dev.monitor.jdbc.StatementExecution;
import dev.monitor.jdbc.StatementListener;

/**
 * {@link DataSourceObserver} that keeps what it is told.
 */
final class RecordingObserver implements DataSourceObserver, StatementListener {

	final List<Map.Entry<String, DataSource>> observed = new ArrayList<>();

	final List<StatementExecution> executions = new ArrayList<>();

	final List<SQLException> failedCommits = new ArrayList<>();

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
	public void commitFailed(SQLException failure) {
		this.failedCommits.add(failure);
	}

}
