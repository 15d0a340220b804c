package dev.monitor.database.transaction;

import dev.monitor.database.Databases;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * {@link TransactionExecutionListener} that sees why a commit failed, as when JPA writes
 * its changes only then.
 */
public final class FailedCommits implements TransactionExecutionListener {

	private final Databases databases;

	/**
	 * Create the listener.
	 * @param databases told of every failure, on the thread of its transaction
	 */
	public FailedCommits(Databases databases) {
		this.databases = databases;
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
		if (failure != null) {
			this.databases.transactionFailed(failure);
		}
	}

}
