package dev.monitor.graphql.execution;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.monitor.event.TraceIds;
import graphql.language.OperationDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of an operation. Immutable.
 *
 * @param name name that the client gave it, if any
 * @param kind query, mutation or subscription; {@code null} if none could be executed
 * @param trace the trace it belongs to
 */
record GraphQlOperation(@Nullable String name, @Nullable String kind, TraceIds trace) {

	private static final int MAX_LENGTH = 128;

	/**
	 * A name as the GraphQL specification has it.
	 */
	private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]{0," + (MAX_LENGTH - 1) + "}");

	/**
	 * Return what is known before the document is read.
	 * @param requested name that the request gives the operation; one that no operation
	 * can have is left out
	 * @param trace the trace
	 * @return the operation
	 */
	static GraphQlOperation requested(@Nullable String requested, TraceIds trace) {
		boolean name = requested != null && requested.length() <= MAX_LENGTH && NAME.matcher(requested).matches();
		return new GraphQlOperation(name ? requested : null, null, trace);
	}

	/**
	 * Return what is known when the document has been read.
	 * @param definition the operation in the document
	 * @return the operation
	 */
	GraphQlOperation defined(OperationDefinition definition) {
		String defined = definition.getName();
		String shortened = (defined != null && defined.length() > MAX_LENGTH) ? defined.substring(0, MAX_LENGTH)
				: defined;
		OperationDefinition.Operation operation = definition.getOperation();
		return new GraphQlOperation(shortened, (operation != null) ? operation.name().toLowerCase(Locale.ROOT) : null,
				this.trace);
	}

	@Override
	public String toString() {
		String kind = (this.kind != null) ? this.kind : "invalid";
		return (this.name != null) ? kind + ' ' + this.name : kind;
	}

}
