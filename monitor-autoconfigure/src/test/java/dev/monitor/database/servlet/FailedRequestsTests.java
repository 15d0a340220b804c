package dev.monitor.database.servlet;

import java.sql.SQLException;
import java.time.Duration;

import dev.monitor.database.Conflict;
import dev.monitor.database.DatabaseActivity;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.Databases;
import dev.monitor.database.transaction.FailedCommits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionExecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FailedRequests} and {@link FailedCommits}.
 */
class FailedRequestsTests {

	private final Databases databases = new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime);

	private final DatabaseActivity orders = (DatabaseActivity) this.databases.observe("orders", mock());

	private final FailedRequests requests = new FailedRequests(this.databases);

	private final FailedCommits commits = new FailedCommits(this.databases);

	private final TransactionExecution transaction = mock();

	@Test
	void conflictThatLeavesAHandlerIsUnresolvedAndStillUnanswered() {
		SQLException deadlock = new SQLException("deadlock", "40P01");
		this.orders.commitFailed(deadlock);
		assertThat(resolve(new CannotAcquireLockException("wrapped", deadlock))).isNull();
		assertThat(this.orders.unresolvedConflicts()).isOne();
	}

	@Test
	void otherFailuresOfAHandlerAreNone() {
		assertThat(resolve(new IllegalStateException())).isNull();
		assertThat(this.orders.unresolvedConflicts()).isZero();
	}

	@Test
	void optimisticFailureOfACommitIsCountedAlsoIfItIsTriedAgain() {
		this.commits.afterCommit(this.transaction, null);
		this.commits.afterCommit(this.transaction, new OptimisticLockingFailureException("stale"));
		assertThat(this.orders.conflicts(Conflict.OPTIMISTIC)).isOne();
		assertThat(this.orders.unresolvedConflicts()).isZero();
	}

	private @Nullable Object resolve(Exception failure) {
		return this.requests.resolveException(new MockHttpServletRequest(), new MockHttpServletResponse(), null,
				failure);
	}

}
