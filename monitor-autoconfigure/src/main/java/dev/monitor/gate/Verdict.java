package dev.monitor.gate;

import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Gate} says.
 *
 * @param open whether traffic may pass
 * @param reason why the gate is closed, one line for a person; {@code null} when it is
 * open
 * @param since when the gate took this state; a changed reason alone does not move it
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record Verdict(boolean open, @Nullable String reason, Instant since) {

	/**
	 * Let traffic pass.
	 * @param since when the gate opened
	 * @return the verdict
	 */
	public static Verdict open(Instant since) {
		return new Verdict(true, null, since);
	}

	/**
	 * Let no traffic pass.
	 * @param reason one line for a person
	 * @param since when the gate closed
	 * @return the verdict
	 */
	public static Verdict closed(String reason, Instant since) {
		return new Verdict(false, reason, since);
	}

}
