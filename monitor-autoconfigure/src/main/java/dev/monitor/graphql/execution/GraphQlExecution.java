package dev.monitor.graphql.execution;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.event.EventLog;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.language.OperationDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One execution: logs its operation to the logger {@code graphql} when it is over, once,
 * at level info, or warn if there is no answer. Never throws, since the operation is none
 * of its business. Its thread may change in between.
 */
final class GraphQlExecution implements InstrumentationState {

	private static final Logger logger = LoggerFactory.getLogger(GraphQlExecution.class);

	private static final EventLog events = new EventLog("graphql");

	private final AtomicBoolean over = new AtomicBoolean();

	private final long start;

	private volatile GraphQlOperation operation;

	/**
	 * Create the state.
	 * @param operation what is known so far
	 * @param start when it began, in nanoseconds
	 */
	GraphQlExecution(GraphQlOperation operation, long start) {
		this.operation = operation;
		this.start = start;
	}

	void define(OperationDefinition definition) {
		this.operation = this.operation.defined(definition);
	}

	/**
	 * End the execution.
	 * @param result the answer
	 * @param failure why there is none
	 * @param now the time, in nanoseconds
	 */
	void end(@Nullable ExecutionResult result, @Nullable Throwable failure, long now) {
		if (this.over.compareAndSet(false, true)) {
			try {
				log(result, failure, TimeUnit.NANOSECONDS.toMillis(now - this.start));
			}
			catch (Throwable ex) {
				logger.debug("A GraphQL operation could not be logged", ex);
			}
		}
	}

	private void log(@Nullable ExecutionResult result, @Nullable Throwable failure, long millis) {
		int errors = (result != null) ? result.getErrors().size() : 0;
		if (result == null && failure != null && events.isEnabled(Level.WARN)) {
			events.log(Level.WARN,
					new GraphQlEvent(this.operation, millis, errors, cause(failure).getClass().getName()),
					this.operation + " failed after " + millis + " ms");
		}
		else if (result != null && events.isEnabled(Level.INFO)) {
			events.log(Level.INFO, new GraphQlEvent(this.operation, millis, errors, null),
					this.operation + " took " + millis + " ms");
		}
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
