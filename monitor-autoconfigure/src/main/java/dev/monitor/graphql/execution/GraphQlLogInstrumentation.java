package dev.monitor.graphql.execution;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import dev.monitor.event.TraceIds;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import org.jspecify.annotations.Nullable;

/**
 * {@link Instrumentation} that logs every operation, whatever brought it here: HTTP,
 * WebSocket, RSocket or a call inside the application. A subscription is logged when its
 * stream begins. Thread-safe.
 */
public final class GraphQlLogInstrumentation extends SimplePerformantInstrumentation {

	private static final Object LEFT_OUT = GraphQlLogInstrumentation.class;

	private final LongSupplier nanoTime;

	/**
	 * Create the instrumentation.
	 * @param nanoTime a clock for durations, in nanoseconds
	 */
	public GraphQlLogInstrumentation(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Keep an operation out of the log. Must be called before it is executed.
	 * @param input the operation
	 */
	public static void leaveOut(ExecutionInput input) {
		input.getGraphQLContext().put(LEFT_OUT, true);
	}

	/**
	 * Tell whether operations are logged.
	 * @param graphQl what executes them
	 * @return whether such an instrumentation is among its own
	 */
	public static boolean isPartOf(GraphQL graphQl) {
		return isPartOf(graphQl.getInstrumentation());
	}

	private static boolean isPartOf(Instrumentation instrumentation) {
		return instrumentation instanceof GraphQlLogInstrumentation
				|| (instrumentation instanceof ChainedInstrumentation chain
						&& chain.getInstrumentations().stream().anyMatch(GraphQlLogInstrumentation::isPartOf));
	}

	@Override
	public @Nullable InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
		ExecutionInput input = parameters.getExecutionInput();
		if (input.getGraphQLContext().hasKey(LEFT_OUT)) {
			return null;
		}
		GraphQlOperation operation = GraphQlOperation.requested(input.getOperationName(), TraceIds.current());
		return new GraphQlExecution(operation, this.nanoTime.getAsLong());
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecution(
			InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
		return SimpleInstrumentationContext.whenCompleted((result, failure) -> end(state, result, failure));
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		if (state instanceof GraphQlExecution execution) {
			execution.define(parameters.getExecutionContext().getOperationDefinition());
		}
		return SimpleInstrumentationContext.noOp();
	}

	/**
	 * Ends an execution that another instrumentation has aborted; any other has ended.
	 */
	@Override
	public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
			InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
		end(state, result, null);
		return CompletableFuture.completedFuture(result);
	}

	private void end(@Nullable InstrumentationState state, @Nullable ExecutionResult result,
			@Nullable Throwable failure) {
		if (state instanceof GraphQlExecution execution) {
			execution.end(result, failure, this.nanoTime.getAsLong());
		}
	}

}
