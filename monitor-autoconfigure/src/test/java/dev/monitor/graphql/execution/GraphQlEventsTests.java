package dev.monitor.graphql.execution;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.monitor.logging.EventLines;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Operations that Spring for GraphQL executes.
 */
class GraphQlEventsTests {

	private static final String SCHEMA = """
			type Query { order(id: String): String, later: String, fail: String }
			type Mutation { cancel(id: String): String }
			type Subscription { changes: String }
			""";

	private final EventLines lines = new EventLines("graphql");

	private final AtomicLong nanos = new AtomicLong(1);

	private final CompletableFuture<String> later = new CompletableFuture<>();

	@AfterEach
	void close() {
		this.lines.close();
		((Logger) LoggerFactory.getLogger("graphql")).setLevel(null);
		MDC.clear();
	}

	@Test
	void operationIsLoggedWithoutItsDocumentAndVariables() {
		MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
		MDC.put("spanId", "b7ad6b7169203331");
		ExecutionGraphQlResponse response = execute("query Order($id: String) { alias: order(id: $id) }", null,
				Map.of("id", "secret"));
		assertThat(response.getErrors()).isEmpty();
		assertThat(this.lines.only()).containsEntry("ev", "graphql")
			.containsEntry("lvl", "info")
			.containsEntry("msg", "query Order took 12 ms")
			.containsEntry("operation", "Order")
			.containsEntry("kind", "query")
			.containsEntry("timeTaken", "12")
			.containsEntry("errors", "0")
			.containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c")
			.containsEntry("spanId", "b7ad6b7169203331")
			.doesNotContainKey("err");
		assertThat(this.lines.text()).doesNotContain("secret", "alias");
		this.lines.assertShown();
	}

	@ParameterizedTest
	@CsvSource({ "mutation { cancel(id: \"7\") },mutation", "{ order },query",
			"subscription { changes },subscription" })
	void anonymousOperationHasAKindOnly(String document, String kind) {
		execute(document);
		assertThat(this.lines.only()).containsEntry("kind", kind)
			.containsEntry("msg", kind + " took 12 ms")
			.doesNotContainKey("operation");
	}

	@Test
	void ofSeveralOperationsTheOneThatIsExecutedIsNamed() {
		execute("query A { order } mutation B { cancel }", "B", Map.of());
		assertThat(this.lines.only()).containsEntry("operation", "B").containsEntry("kind", "mutation");
	}

	@Test
	void failureOfAFieldIsAnError() {
		execute("query Broken { a: fail, b: fail }");
		assertThat(this.lines.only()).containsEntry("lvl", "info").containsEntry("errors", "2");
		assertThat(this.lines.text()).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "query Wrong { nothing }", "query Wrong {", "", "query Other { order }" })
	void documentThatIsRefusedHasNoKind(String document) {
		execute(document, "Wrong", Map.of());
		assertThat(this.lines.only()).containsEntry("msg", "invalid Wrong took 12 ms")
			.containsEntry("operation", "Wrong")
			.containsEntry("errors", "1")
			.doesNotContainKey("kind");
	}

	@Test
	void requestCannotPassAnythingForAName() {
		for (String name : List.of("a b", "a\nlvl=error", "1", "x".repeat(129), "é")) {
			this.lines.clear();
			execute("{ nothing }", name, Map.of());
			assertThat(this.lines.only()).doesNotContainKey("operation").containsEntry("msg", "invalid took 12 ms");
		}
	}

	@Test
	void longNameIsCut() {
		execute("query " + "x".repeat(300) + " { order }");
		assertThat(this.lines.only()).containsEntry("operation", "x".repeat(128));
	}

	@Test
	void operationIsLoggedWhenItIsOver() {
		MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
		CompletableFuture<ExecutionGraphQlResponse> response = service(List.of())
			.execute(request("query Later { later }", null, Map.of()))
			.toFuture();
		assertThat(this.lines.all()).isEmpty();
		MDC.clear();
		this.later.complete("now");
		assertThat(response).isCompleted();
		assertThat(this.lines.only()).containsEntry("operation", "Later")
			.containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c");
	}

	@Test
	void operationThatIsAbortedIsLoggedOnce() {
		execute(new Failing(new AbortExecutionException("too deep")), "query Deep { order }");
		assertThat(this.lines.only()).containsEntry("operation", "Deep").containsEntry("errors", "1");
	}

	@Test
	void operationWithoutAnAnswerIsAWarning() {
		Failing failing = new Failing(new IllegalStateException("secret"));
		assertThatThrownBy(() -> execute(failing, "query Lost { later }")).hasMessageContaining("secret");
		assertThat(this.lines.only()).containsEntry("lvl", "warn")
			.containsEntry("msg", "query Lost failed after 12 ms")
			.containsEntry("err", "java.lang.IllegalStateException");
		assertThat(this.lines.text()).doesNotContain("secret");
	}

	@Test
	void levelsWorkAsForAnyLogger() {
		((Logger) LoggerFactory.getLogger("graphql")).setLevel(Level.OFF);
		execute("{ order }");
		assertThat(this.lines.all()).isEmpty();
	}

	private ExecutionGraphQlResponse execute(String document) {
		return execute(document, null, Map.of());
	}

	private ExecutionGraphQlResponse execute(String document, @Nullable String name, Map<String, Object> variables) {
		return execute(List.of(), document, name, variables);
	}

	private void execute(Instrumentation other, String document) {
		execute(List.of(other), document, null, Map.of());
	}

	private ExecutionGraphQlResponse execute(List<Instrumentation> others, String document, @Nullable String name,
			Map<String, Object> variables) {
		ExecutionGraphQlResponse response = service(others).execute(request(document, name, variables))
			.block(Duration.ofSeconds(10));
		assertThat(response).isNotNull();
		return response;
	}

	private static DefaultExecutionGraphQlRequest request(String document, @Nullable String name,
			Map<String, Object> variables) {
		return new DefaultExecutionGraphQlRequest(document, name, variables, null, "1", null);
	}

	private DefaultExecutionGraphQlService service(List<Instrumentation> others) {
		List<Instrumentation> all = new ArrayList<>();
		all.add(new GraphQlLogInstrumentation(() -> this.nanos.getAndAdd(TimeUnit.MILLISECONDS.toNanos(12))));
		all.addAll(others);
		GraphQlSource source = GraphQlSource.schemaResourceBuilder()
			.schemaResources(new ByteArrayResource(SCHEMA.getBytes(StandardCharsets.UTF_8)))
			.configureRuntimeWiring((wiring) -> wiring.type("Query",
					(type) -> type.dataFetcher("order", (environment) -> "7")
						.dataFetcher("later", (environment) -> this.later)
						.dataFetcher("fail", (environment) -> {
							throw new IllegalStateException("secret");
						}))
				.type("Mutation", (type) -> type.dataFetcher("cancel", (environment) -> "7"))
				.type("Subscription", (type) -> type.dataFetcher("changes", (environment) -> Flux.just("a", "b"))))
			.instrumentation(all)
			.build();
		return new DefaultExecutionGraphQlService(source);
	}

	private static final class Failing extends SimplePerformantInstrumentation {

		private final RuntimeException failure;

		Failing(RuntimeException failure) {
			this.failure = failure;
		}

		@Override
		public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
				InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
			throw this.failure;
		}

	}

}
