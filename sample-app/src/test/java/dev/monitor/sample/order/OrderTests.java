package dev.monitor.sample.order;

import java.net.URI;
import java.util.List;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.ExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders over REST.
 */
@SampleTest
class OrderTests {

	@Autowired
	private Clients clients;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void placedOrderIsFoundAtItsLocation() {
		URI location = place("apple", 2);
		this.clients.app()
			.get()
			.uri(location)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.sku")
			.isEqualTo("apple")
			.jsonPath("$.quantity")
			.isEqualTo(2)
			.jsonPath("$.createdAt")
			.exists();
	}

	@Test
	void orderIsReadFromTheDatabaseOnceAndThenFromTheCache() {
		URI location = place("apple", 1);
		this.clients.app().get().uri(location).exchange().expectStatus().isOk();
		assertThat(this.jdbc.sql("delete from orders").update()).isPositive();
		this.clients.app().get().uri(location).exchange().expectStatus().isOk();
	}

	@Test
	void absenceOfAnOrderIsNotCached() {
		this.clients.app().get().uri("/orders/{id}", -1).exchange().expectStatus().isNotFound();
		this.jdbc.sql("insert into orders (id, sku, quantity, created_at) values (-1, 'apple', 1, current_timestamp)")
			.update();
		this.clients.app().get().uri("/orders/{id}", -1).exchange().expectStatus().isOk();
	}

	@Test
	void latestOrderComesFirstInTheList() {
		place("apple", 1);
		place("pear", 3);
		List<Order> orders = this.clients.app()
			.get()
			.uri("/orders?limit=2")
			.exchange()
			.expectBody(new ParameterizedTypeReference<List<Order>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(orders).extracting(Order::sku).containsExactly("pear", "apple");
	}

	@Test
	void forecastAddsUpWhatWasOrdered() {
		place("apple", 2);
		this.clients.app()
			.get()
			.uri("/orders/forecast")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.quantity")
			.value(Integer.class, (quantity) -> assertThat(quantity).isGreaterThanOrEqualTo(2));
	}

	@Test
	void unknownOrderIsAProblem() {
		this.clients.app()
			.get()
			.uri("/orders/987654")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("No order has the id 987654");
	}

	@Test
	void moreThanIsInStockIsAConflict() {
		this.clients.order("pear", 6)
			.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("6 of 'pear' ordered, 5 in stock");
	}

	@Test
	void itemThatStockDoesNotKnowIsAConflict() {
		this.clients.order("fig", 1).expectStatus().isEqualTo(HttpStatus.CONFLICT);
	}

	@Test
	void invalidOrdersAreRefused() {
		this.clients.order("apple", 0).expectStatus().isBadRequest();
		this.clients.order("../health", 1).expectStatus().isBadRequest();
	}

	@Test
	void listIsBounded() {
		this.clients.app().get().uri("/orders?limit=0").exchange().expectStatus().isBadRequest();
		this.clients.app().get().uri("/orders?limit=101").exchange().expectStatus().isBadRequest();
	}

	private URI place(String sku, int quantity) {
		ExchangeResult result = this.clients.order(sku, quantity).expectStatus().isCreated().returnResult();
		URI location = result.getResponseHeaders().getLocation();
		assertThat(location).isNotNull();
		return location;
	}

}
