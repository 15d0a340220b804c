package dev.monitor.sql.r2dbc;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * Brings what a subscriber has in its context to the thread that a driver answers on, as
 * far as Micrometer's context propagation knows how: with a tracer the ids of the trace.
 * That library may be absent.
 */
final class Propagation {

	private static final boolean PRESENT = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			Propagation.class.getClassLoader());

	private Propagation() {
	}

	/**
	 * Run something in the context of a subscriber, as far as there is one.
	 */
	static void run(@Nullable ContextView context, Runnable task) {
		if (PRESENT && context != null && !context.isEmpty()) {
			Micrometer.run(context, task);
		}
		else {
			task.run();
		}
	}

	private static final class Micrometer {

		private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

		static void run(ContextView context, Runnable task) {
			ContextSnapshot.Scope scope = open(context);
			try {
				task.run();
			}
			finally {
				if (scope != null) {
					scope.close();
				}
			}
		}

		/**
		 * Whose accessor fails is no business of the statement.
		 */
		private static ContextSnapshot.@Nullable Scope open(ContextView context) {
			try {
				return SNAPSHOTS.setThreadLocalsFrom(context);
			}
			catch (RuntimeException | LinkageError ex) {
				return null;
			}
		}

	}

}
