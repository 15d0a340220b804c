package dev.monitor.job;

import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A job in a list. Immutable.
 *
 * @param key identifies it in its system: what {@link JobSystem#job} and
 * {@link JobSystem#act} take
 * @param job which job
 * @param state its state
 * @param attempts how many runs of it there were that failed, as far as its system knows
 * @param due when it is to run, or was when it failed; {@code null} if unknown
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobEntry(String key, Job job, JobState state, int attempts, @Nullable Instant due) {

}
