package dev.monitor.sample.stock;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The switch of the stock server, and what the app makes of an outage.
 */
@SampleTest
class StockOutageTests {

	@Autowired
	private Clients clients;

	@Autowired
	private Environment environment;

	@AfterEach
	void mend() {
		this.clients.stock().post().uri("/mend").exchange().expectStatus().isOk();
	}

	@Test
	void everyPropertyKnowsTheTruePort() {
		String port = this.environment.getProperty("sample.stock.port");
		assertThat(port).isNotEqualTo("0");
		assertThat(this.environment.getProperty("monitor.dependencies.stock.url"))
			.isEqualTo("http://localhost:" + port + "/health");
	}

	@Test
	void switchBreaksAndMends() {
		expectHealth(HttpStatus.OK, "UP");
		this.clients.stock().post().uri("/break").exchange().expectStatus().isOk();
		expectHealth(HttpStatus.SERVICE_UNAVAILABLE, "DOWN");
		this.clients.stock().post().uri("/mend").exchange().expectStatus().isOk();
		expectHealth(HttpStatus.OK, "UP");
	}

	@Test
	void switchIsNotTurnedByReading() {
		this.clients.stock().get().uri("/break").exchange().expectStatus().isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
		expectHealth(HttpStatus.OK, "UP");
	}

	@Test
	void noOrderIsTakenWhileStockIsBroken() {
		this.clients.stock().post().uri("/break").exchange();
		expectUnavailable();
	}

	@Test
	void noOrderIsTakenWhileStockHangs() {
		this.clients.stock().post().uri("/break?mode=hang").exchange();
		expectUnavailable();
	}

	private void expectHealth(HttpStatus httpStatus, String status) {
		this.clients.stock()
			.get()
			.uri("/health")
			.exchange()
			.expectStatus()
			.isEqualTo(httpStatus)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status);
	}

	private void expectUnavailable() {
		this.clients.order("apple", 1)
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The stock service is unavailable");
	}

}
