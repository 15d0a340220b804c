package dev.monitor.database;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Conflict}.
 */
class ConflictTests {

	@ParameterizedTest
	@CsvSource({ "40P01, 0, DEADLOCK", "40001, 0, SERIALIZATION", "40001, 40001, DEADLOCK", "40001, 1213, DEADLOCK",
			"40001, 1205, DEADLOCK", "40001, -911, DEADLOCK", "40000, 0, SERIALIZATION", "90131, 90131, SERIALIZATION",
			"61000, 60, DEADLOCK", "72000, 8177, SERIALIZATION", "23505, 0,", "61000, 20000,", "72000, 12899,",
			"'', 0,", "HYT00, 50200," })
	void stateTellsTheKind(String state, int code, Conflict kind) {
		assertThat(Conflict.of(new SQLException("conflict", state, code))).isEqualTo(kind);
	}

	@Test
	void stateMayBeMissing() {
		assertThat(Conflict.of(new SQLException())).isNull();
	}

	@Test
	void conflictIsFoundBehindOtherExceptions() {
		SQLException deadlock = new SQLException("deadlock", "40P01");
		assertThat(Conflict.of(new CannotAcquireLockException("wrapped", deadlock))).isEqualTo(Conflict.DEADLOCK);
		BatchUpdateException batch = new BatchUpdateException();
		batch.setNextException(deadlock);
		assertThat(Conflict.of(new IllegalStateException(batch))).isEqualTo(Conflict.DEADLOCK);
	}

	@Test
	void optimisticFailuresAreKnownByTheirNames() {
		assertThat(Conflict.of(new OptimisticLockingFailureException("stale"))).isEqualTo(Conflict.OPTIMISTIC);
		assertThat(Conflict.of(new RuntimeException(new OptimisticLockingFailureException("stale") {
		}))).isEqualTo(Conflict.OPTIMISTIC);
		assertThat(Conflict.of(new DuplicateKeyException("duplicate"))).isNull();
	}

	@Test
	void exceptionThatIsItsOwnCauseEnds() {
		Exception first = new Exception();
		Exception second = new Exception(first);
		first.initCause(second);
		assertThat(Conflict.of(first)).isNull();
		SQLException next = new SQLException();
		SQLException again = new SQLException();
		next.setNextException(again);
		assertThat(Conflict.of(next)).isNull();
	}

}
