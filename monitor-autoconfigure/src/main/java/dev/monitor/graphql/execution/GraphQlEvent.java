package dev.monitor.graphql.execution;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventMarker} of a GraphQL operation that was answered. Immutable.
 */
final class GraphQlEvent extends EventMarker {

	private static final EventKind KIND = EventKind.of("graphql");

	private final GraphQlOperation operation;

	private final long millis;

	private final long errors;

	private final @Nullable String err;

	/**
	 * Create the marker.
	 * @param operation the operation
	 * @param millis how long it took
	 * @param errors how many errors the answer holds
	 * @param err class name of the exception, if there is no answer
	 */
	GraphQlEvent(GraphQlOperation operation, long millis, long errors, @Nullable String err) {
		super(KIND);
		this.operation = operation;
		this.millis = millis;
		this.errors = errors;
		this.err = err;
	}

	@Override
	public void describe(EventPairs pairs) {
		pairs.add("operation", this.operation.name());
		pairs.add("kind", this.operation.kind());
		pairs.add(Keys.TIME_TAKEN, this.millis);
		pairs.add("errors", this.errors);
		pairs.add(Keys.ERROR, this.err);
		this.operation.trace().describe(pairs);
	}

}
