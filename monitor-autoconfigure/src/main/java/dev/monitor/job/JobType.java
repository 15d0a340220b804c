package dev.monitor.job;

import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A type of jobs that is known before any of them has run. Immutable.
 *
 * @param name its name, see {@link Job#type()}
 * @param schedule when it runs again and again, in words of its system such as a cron
 * expression; empty unless it does
 * @param next when it runs next; {@code null} if unknown
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobType(String name, String schedule, @Nullable Instant next) {

	/**
	 * Create a type that runs when somebody asks for it.
	 * @param name its name
	 * @return the type
	 */
	public static JobType of(String name) {
		return new JobType(name, "", null);
	}

	/**
	 * Tell whether it runs again and again.
	 * @return whether it has a schedule
	 */
	public boolean isRecurring() {
		return !this.schedule.isEmpty();
	}

}
