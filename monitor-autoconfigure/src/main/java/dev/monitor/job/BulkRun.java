package dev.monitor.job;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import dev.monitor.failure.FailureReason;
import dev.monitor.status.ActionResult;
import org.jspecify.annotations.Nullable;

/**
 * One {@link FailureGroupAction} under way: how far it came, and why it did not come
 * further. A job of which the system cannot make anything, as one whose class is gone,
 * does not keep it from the others. Not thread-safe.
 */
final class BulkRun {

	/**
	 * An action is interrupted after 5 seconds, and a call of the system takes up to 2:
	 * with none begun later than this it ends before, and can say how far it came.
	 */
	private static final Duration LIMIT = Duration.ofMillis(2_900);

	private final long start = System.nanoTime();

	private final JobDesk desk;

	private final AskedSystem asked;

	private final JobAction action;

	private final Set<String> ids;

	private final int all;

	private int done;

	private @Nullable Exception failure;

	BulkRun(JobDesk desk, AskedSystem asked, JobAction action, Set<String> ids) {
		this.desk = desk;
		this.asked = asked;
		this.action = action;
		this.ids = ids;
		this.all = ids.size();
	}

	/**
	 * Act on the jobs that are meant, page by page.
	 * @param group the jobs to page through
	 * @return what came of it
	 */
	ActionResult act(FailureGroup group) {
		String after = null;
		do {
			JobQuery query = new JobQuery(group.state(), group.type(), null, after);
			try {
				JobPage page = this.asked.call(() -> this.asked.system().page(query));
				for (JobEntry entry : page.jobs()) {
					if (isInTime() && query.matches(entry) && this.ids.remove(entry.job().id())) {
						act(entry);
					}
				}
				// one that stays on its page would never come to an end
				after = Objects.equals(page.next(), after) ? null : page.next();
			}
			catch (Exception ex) {
				this.failure = ex;
				after = null;
			}
		}
		while (after != null && !this.ids.isEmpty() && isInTime());
		return result();
	}

	private void act(JobEntry entry) throws Exception {
		try {
			if (this.asked.call(() -> this.asked.system().act(this.action, entry.key())) == JobActionResult.OK) {
				this.desk.failures().forget(entry.job());
				this.done++;
			}
		}
		catch (TimeoutException | InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			this.failure = ex;
		}
	}

	private ActionResult result() {
		String told = "%s all: done with %s of %s.".formatted(ActionWords.title(this.action), this.done, this.all);
		if (this.failure != null) {
			return ActionResult.failed(told + " The last failure: " + FailureReason.of(this.failure));
		}
		if (this.done == this.all) {
			return ActionResult.done(told);
		}
		String rest = isInTime() ? " The others are no longer there, or are running."
				: " Time was over: do it again for the others.";
		return (this.done > 0) ? ActionResult.done(told + rest) : ActionResult.refused(told + rest);
	}

	private boolean isInTime() {
		return System.nanoTime() - this.start < LIMIT.toNanos();
	}

}
