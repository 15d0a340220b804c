package dev.monitor.sample.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Events of the app's database and of its GraphQL API.
 */
@SampleTest
@TestPropertySource(properties = "monitor.logging.query.min-duration=0")
@ExtendWith(OutputCaptureExtension.class)
class EventTests {

	@Autowired
	private Clients clients;

	@Test
	void operationAndItsStatementAreLogged(CapturedOutput output) {
		query("query Latest($limit: Int!) { orders(limit: $limit) { id } }", Map.of("limit", 5));
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(events(output, "graphql")).singleElement()
				.asString()
				.contains(" lvl=info ", " operation=Latest kind=query ", " errors=0")
				.doesNotContain("limit");
			assertThat(events(output, "query")).last(InstanceOfAssertFactories.STRING)
				.contains(" lvl=info ", " dataSource=dataSource operation=SELECT ", " order by id desc limit ?\"");
		});
	}

	private static List<String> events(CapturedOutput output, String kind) {
		return output.getOut().lines().filter((line) -> line.contains(" ev=" + kind + " ")).toList();
	}

	private void query(String query, Map<String, Object> variables) {
		this.clients.app()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("query", query, "variables", variables))
			.exchange()
			.expectStatus()
			.isOk();
	}

}
