package dev.monitor.sample.order;

import java.util.Map;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

/**
 * Orders over GraphQL.
 */
@SampleTest
class OrderGraphQlTests {

	@Autowired
	private Clients clients;

	@Test
	void oneQueryAnswersWithOrdersOldAndNew() {
		Order order = this.clients.order("apple", 4)
			.expectStatus()
			.isCreated()
			.expectBody(Order.class)
			.returnResult()
			.getResponseBody();
		query("{ orders(limit: 1) { id quantity } order(id: %d) { sku createdAt } }".formatted(order.id()))
			.jsonPath("$.data.orders.length()")
			.isEqualTo(1)
			.jsonPath("$.data.orders[0].id")
			.isEqualTo(Long.toString(order.id()))
			.jsonPath("$.data.orders[0].quantity")
			.isEqualTo(4)
			.jsonPath("$.data.order.sku")
			.isEqualTo("apple")
			.jsonPath("$.data.order.createdAt")
			.isEqualTo(order.createdAt().toString());
	}

	@Test
	void unknownOrderIsNull() {
		query("{ order(id: 987654) { id } }").jsonPath("$.data.order").isEmpty().jsonPath("$.errors").doesNotExist();
	}

	@Test
	void invalidArgumentsAreTheClientsFault() {
		query("{ orders(limit: 101) { id } }").jsonPath("$.errors[0].extensions.classification")
			.isEqualTo("BAD_REQUEST");
		query("{ order(id: \"x\") { id } }").jsonPath("$.errors[0].extensions.classification").isEqualTo("BAD_REQUEST");
	}

	private BodyContentSpec query(String query) {
		return this.clients.app()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.body(Map.of("query", query))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

}
