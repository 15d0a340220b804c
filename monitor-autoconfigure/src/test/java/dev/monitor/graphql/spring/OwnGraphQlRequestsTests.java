package dev.monitor.graphql.spring;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.monitor.graphql.execution.GraphQlLogInstrumentation;
import dev.monitor.http.RequestMark;
import dev.monitor.logging.EventLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnGraphQlRequests}.
 */
class OwnGraphQlRequestsTests {

	private final EventLines lines = new EventLines("graphql");

	private final RequestMark mark = RequestMark.random(true);

	@AfterEach
	void close() {
		this.lines.close();
	}

	@Test
	void ownRequestIsAnsweredAndNotLogged() {
		send(this.mark, this.mark.value());
		assertThat(this.lines.all()).isEmpty();
	}

	@Test
	void requestOfAnybodyElseIsLogged() {
		send(this.mark, null);
		send(this.mark, RequestMark.random(true).value());
		send(null, this.mark.value());
		assertThat(this.lines.all()).hasSize(3);
	}

	private static void send(@Nullable RequestMark known, @Nullable String sent) {
		GraphQlSource source = GraphQlSource.schemaResourceBuilder()
			.schemaResources(new ByteArrayResource("type Query { hello: String }".getBytes(StandardCharsets.UTF_8)))
			.configureRuntimeWiring(
					(wiring) -> wiring.type("Query", (type) -> type.dataFetcher("hello", (environment) -> "world")))
			.instrumentation(List.of(new GraphQlLogInstrumentation(() -> 0)))
			.build();
		WebGraphQlHandler handler = WebGraphQlHandler.builder(new DefaultExecutionGraphQlService(source))
			.interceptor(new OwnGraphQlRequests(known))
			.build();
		HttpHeaders headers = new HttpHeaders();
		if (sent != null) {
			headers.set(RequestMark.HEADER, sent);
		}
		WebGraphQlRequest request = new WebGraphQlRequest(URI.create("/graphql"), headers, null, null, Map.of(),
				new DefaultGraphQlRequest("{ hello }"), "1", null);
		WebGraphQlResponse response = handler.handleRequest(request).block(Duration.ofSeconds(10));
		assertThat(response).isNotNull();
		assertThat(response.getErrors()).isEmpty();
	}

}
