package dev.monitor.database.r2dbc;

import java.sql.SQLException;

import dev.monitor.database.Conflict;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DriverConflicts}.
 */
class DriverConflictsTests {

	@ParameterizedTest
	@CsvSource({ "40P01,0,DEADLOCK", "40001,0,SERIALIZATION", "40001,40001,DEADLOCK", "40001,1213,DEADLOCK",
			"90131,90131,SERIALIZATION" })
	void stateAndNumberTell(String state, int code, Conflict kind) {
		assertThat(DriverConflicts.of(new R2dbcRollbackException("conflict", state, code))).isEqualTo(kind);
	}

	@Test
	void aWrapperHasTheConflictOfItsCause() {
		R2dbcRollbackException deadlock = new R2dbcRollbackException("deadlock", "40P01", 0);
		assertThat(DriverConflicts.of(new CannotAcquireLockException("wrapped", deadlock)))
			.isEqualTo(Conflict.DEADLOCK);
	}

	@Test
	void otherFailuresAreNone() {
		assertThat(DriverConflicts.of(new R2dbcNonTransientResourceException("down", "08001", 0))).isNull();
		assertThat(DriverConflicts.of(new R2dbcNonTransientResourceException("no state"))).isNull();
	}

	@Test
	void thoseOfJdbcAndOfVersionsAreFoundAsWell() {
		assertThat(DriverConflicts.of(new SQLException("deadlock", "40P01"))).isEqualTo(Conflict.DEADLOCK);
		assertThat(DriverConflicts.of(new OptimisticLockingFailureException("stale"))).isEqualTo(Conflict.OPTIMISTIC);
	}

}
