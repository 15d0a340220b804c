package dev.monitor.database;

import java.lang.ref.WeakReference;

import dev.monitor.failure.Causes;
import org.jspecify.annotations.Nullable;

/**
 * The last exceptions that were conflicts, so that one that comes up again, possibly
 * wrapped, is known and not counted twice. Bounded; keeps no exception alive.
 * Thread-safe.
 */
final class RecentConflicts {

	private static final int SIZE = 256;

	private static final int MAX_DEPTH = 20;

	private final @Nullable Entry[] entries = new Entry[SIZE];

	private int next;

	synchronized void add(Throwable failure, DatabaseActivity activity) {
		this.entries[this.next] = new Entry(new WeakReference<>(failure), activity);
		this.next = (this.next + 1) % SIZE;
	}

	/**
	 * Find a conflict and forget it.
	 * @param failure an exception that may have one as its cause
	 * @return where the conflict happened, {@code null} if it is not known
	 */
	synchronized @Nullable DatabaseActivity remove(Throwable failure) {
		int index = indexOf(failure);
		Entry found = (index >= 0) ? this.entries[index] : null;
		if (found == null) {
			return null;
		}
		this.entries[index] = null;
		return found.activity();
	}

	synchronized boolean contains(Throwable failure) {
		return indexOf(failure) >= 0;
	}

	private int indexOf(Throwable failure) {
		for (Throwable current : Causes.of(failure, MAX_DEPTH)) {
			for (int i = 0; i < SIZE; i++) {
				Entry entry = this.entries[i];
				if (entry != null && entry.failure().refersTo(current)) {
					return i;
				}
			}
		}
		return -1;
	}

	private record Entry(WeakReference<Throwable> failure, DatabaseActivity activity) {

	}

}
