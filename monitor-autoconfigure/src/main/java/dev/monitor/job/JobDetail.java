package dev.monitor.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.failure.Causes;
import dev.monitor.failure.FailureReason;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one job. Immutable.
 *
 * @param entry the job as in a list
 * @param times when what happened or is to happen, by a word such as {@code next} or
 * {@code last failure}, in order
 * @param error what its last run threw, in one line; empty if nothing, or if its system
 * does not keep that
 * @param arguments what it is given, as text of at most {@value #MOST_CHARACTERS}
 * characters in which the values of keys that sound secret are masked; empty if nothing,
 * or if they were not asked for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobDetail(JobEntry entry, Map<String, Instant> times, String error, String arguments) {

	/**
	 * How long arguments may be.
	 */
	public static final int MOST_CHARACTERS = 65_536;

	/**
	 * Create the detail, with copies; arguments that are too long are cut.
	 * @param entry the job
	 * @param times when what happened
	 * @param error what its last run threw
	 * @param arguments what it is given
	 */
	public JobDetail {
		times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
		arguments = (arguments.length() > MOST_CHARACTERS) ? arguments.substring(0, MOST_CHARACTERS) : arguments;
	}

	/**
	 * Create a detail without times and arguments.
	 * @param entry the job
	 * @param error what its last run threw; {@code null} if nothing, or if unknown
	 * @return the detail
	 */
	public static JobDetail of(JobEntry entry, @Nullable Throwable error) {
		return new JobDetail(entry, Map.of(), (error != null) ? FailureReason.of(Causes.unwrapped(error)) : "", "");
	}

	/**
	 * Set the arguments.
	 * @param text the arguments as text, masked
	 * @return this detail with the arguments
	 */
	public JobDetail with(String text) {
		return new JobDetail(this.entry, this.times, this.error, text);
	}

	/**
	 * Add a time.
	 * @param name what happened then
	 * @param time the time; {@code null} leaves it out
	 * @return this detail with the time behind the others
	 */
	public JobDetail with(String name, @Nullable Instant time) {
		if (time == null) {
			return this;
		}
		Map<String, Instant> all = new LinkedHashMap<>(this.times);
		all.put(name, time);
		return new JobDetail(this.entry, all, this.error, this.arguments);
	}

}
