package dev.monitor.database.r2dbc;

import dev.monitor.database.Conflict;
import dev.monitor.failure.Causes;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * Tells conflicts by what a driver of R2DBC says of a failure, which is what one of JDBC
 * says: state and number.
 */
public final class DriverConflicts {

	private static final int MAX_DEPTH = 20;

	private DriverConflicts() {
	}

	/**
	 * Tell which conflict a failure is.
	 * @param failure what was thrown or signalled, possibly around the conflict
	 * @return the conflict, {@code null} if it is none
	 */
	public static @Nullable Conflict of(Throwable failure) {
		for (Throwable current : Causes.of(failure, MAX_DEPTH)) {
			Conflict conflict = (current instanceof R2dbcException driver)
					? Conflict.of(driver.getSqlState(), driver.getErrorCode()) : null;
			if (conflict != null) {
				return conflict;
			}
		}
		return Conflict.of(failure);
	}

}
