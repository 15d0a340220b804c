package dev.monitor.health;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A gate that opened or closed.
 *
 * @param at when it did
 * @param gate the gate's name
 * @param opened whether it opened; {@code false} if it closed
 * @param held how long the state before had lasted, zero if the clock was set back
 * @param reason why it closed or had been closed
 */
record GateChange(Instant at, String gate, boolean opened, Duration held, @Nullable String reason) {

	GateChange {
		held = held.isNegative() ? Duration.ZERO : held;
	}

}
