package dev.monitor.sql.r2dbc;

import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.sql.ConnectionHolder;
import io.r2dbc.proxy.core.ConnectionInfo;
import io.r2dbc.proxy.core.ValueStore;
import io.r2dbc.spi.Connection;

/**
 * What is known of a connection, and who holds it.
 */
final class ObservedConnection implements ConnectionInfo {

	private final Connection connection;

	private final ConnectionHolder holder;

	private final ValueStore values = ValueStore.create();

	private final AtomicInteger transactions = new AtomicInteger();

	private final AtomicInteger commits = new AtomicInteger();

	private final AtomicInteger rollbacks = new AtomicInteger();

	private volatile boolean closed;

	ObservedConnection(Connection connection, ConnectionHolder holder) {
		this.connection = connection;
		this.holder = holder;
	}

	ConnectionHolder holder() {
		return this.holder;
	}

	@Override
	public Connection getOriginalConnection() {
		return this.connection;
	}

	@Override
	public String getConnectionId() {
		return Integer.toHexString(System.identityHashCode(this.connection));
	}

	@Override
	public void incrementTransactionCount() {
		this.transactions.incrementAndGet();
	}

	@Override
	public void incrementCommitCount() {
		this.commits.incrementAndGet();
	}

	@Override
	public void incrementRollbackCount() {
		this.rollbacks.incrementAndGet();
	}

	@Override
	public int getTransactionCount() {
		return this.transactions.get();
	}

	@Override
	public int getCommitCount() {
		return this.commits.get();
	}

	@Override
	public int getRollbackCount() {
		return this.rollbacks.get();
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void setClosed(boolean closed) {
		this.closed = closed;
	}

	@Override
	public ValueStore getValueStore() {
		return this.values;
	}

}
