package dev.monitor.job.event;

import java.util.Locale;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.Keys;
import dev.monitor.event.TraceIds;
import dev.monitor.failure.FailureReason;
import dev.monitor.job.JobRun;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventMarker} of a run of a job that has ended. Immutable.
 */
final class JobEvent extends EventMarker {

	private static final EventKind KIND = EventKind.of("job");

	private final JobRun run;

	private final TraceIds trace;

	JobEvent(JobRun run, TraceIds trace) {
		super(KIND);
		this.run = run;
		this.trace = trace;
	}

	@Override
	public void describe(EventPairs pairs) {
		Throwable error = this.run.error();
		pairs.add("system", this.run.job().system());
		pairs.add("type", this.run.job().type());
		pairs.add("id", unlessEmpty(this.run.job().id()));
		pairs.add("queue", this.run.job().queue());
		if (this.run.attempt() > 0) {
			pairs.add("attempt", this.run.attempt());
		}
		pairs.add("outcome", outcome());
		pairs.add(Keys.TIME_TAKEN, this.run.times().duration().toMillis());
		if (error != null) {
			pairs.add(Keys.ERROR, error.getClass().getName());
			pairs.add(Keys.ERROR_MESSAGE, message(error));
		}
		this.trace.describe(pairs);
	}

	String outcome() {
		return this.run.outcome().name().toLowerCase(Locale.ROOT);
	}

	private static @Nullable String message(Throwable error) {
		String message = error.getMessage();
		return (message != null) ? FailureReason.clean(message) : null;
	}

	private static @Nullable String unlessEmpty(String text) {
		return text.isEmpty() ? null : text;
	}

}
