package dev.monitor.job.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import dev.monitor.job.JobRuns;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Whom to tell of runs: nobody where the application excludes
 * {@link JobAutoConfiguration}.
 */
final class RunsOrNobody {

	private RunsOrNobody() {
	}

	/**
	 * Return who is told, looked up when first asked for.
	 */
	static Supplier<JobRuns> of(ObjectProvider<JobRuns> runs) {
		return SingletonSupplier.of(() -> runs.getIfAvailable(() -> new JobRuns(List.of(), List.of())))::obtain;
	}

}
