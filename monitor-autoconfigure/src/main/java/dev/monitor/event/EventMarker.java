package dev.monitor.event;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Carries an event of a kind of its own through SLF4J, by an {@link EventLog}. The
 * encoders write the marker's kind and pairs; to any other encoder it is a plain marker.
 * Only this type sets {@code ev}, so no message, key or value that an application logs
 * can pass for such an event.
 * <p>
 * Implementations are immutable: an asynchronous appender reads them later, on another
 * thread.
 */
public abstract class EventMarker implements Marker {

	/**
	 * Value of {@link Keys#EVENT}.
	 */
	private final EventKind kind;

	/**
	 * Create the marker.
	 * @param kind the kind of the event
	 */
	protected EventMarker(EventKind kind) {
		this.kind = kind;
	}

	/**
	 * Return the kind of the event.
	 * @return the kind
	 */
	public final EventKind kind() {
		return this.kind;
	}

	/**
	 * Return the event that a log event carries.
	 * @param markers its markers, if any
	 * @return the first of this type, {@code null} if it is a message
	 */
	public static @Nullable EventMarker among(@Nullable List<Marker> markers) {
		if (markers != null) {
			for (Marker marker : markers) {
				if (marker instanceof EventMarker event) {
					return event;
				}
			}
		}
		return null;
	}

	/**
	 * Tell whether the application is better off without the event than waiting for
	 * somebody to take it.
	 * @return whether it may be dropped, and counted, after a short wait
	 */
	public boolean isExpendable() {
		return false;
	}

	/**
	 * Tell whether the thread that logs the event may be held up for it. An event loop
	 * must not be.
	 * @return whether it may; if not, an {@linkplain #isExpendable() expendable} event is
	 * dropped that cannot be taken at once
	 */
	public boolean mayWait() {
		return true;
	}

	/**
	 * Give the event's own pairs.
	 * @param pairs receives them, in the order in which they are written
	 */
	public abstract void describe(EventPairs pairs);

	@Override
	public final String getName() {
		return this.kind.text();
	}

	@Override
	public void add(Marker reference) {
		throw new UnsupportedOperationException("An event refers to no markers");
	}

	@Override
	public boolean remove(Marker reference) {
		return false;
	}

	@Override
	@Deprecated
	@SuppressWarnings("InlineMeSuggester")
	public boolean hasChildren() {
		return false;
	}

	@Override
	public boolean hasReferences() {
		return false;
	}

	@Override
	public Iterator<Marker> iterator() {
		return Collections.emptyIterator();
	}

	@Override
	public boolean contains(Marker other) {
		return equals(other);
	}

	@Override
	public boolean contains(String name) {
		return getName().equals(name);
	}

}
