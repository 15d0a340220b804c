package dev.monitor.sample.partner;

import java.time.Duration;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The partner is told of each order, and the operator of each that could not be told.
 */
@SampleTest
class OrderDeliveryTests {

	@Autowired
	private Clients clients;

	@Autowired
	private MeterRegistry registry;

	@AfterEach
	void mend() {
		turn("OK");
	}

	@Test
	void thePartnerIsToldOfAnOrder() {
		double before = delivered();
		this.clients.order("apple", 1).expectStatus().isCreated();
		await().atMost(Duration.ofSeconds(60)).until(() -> delivered() > before);
	}

	@ParameterizedTest
	@CsvSource({ "GONE, http_410", "REFUSE, econnrefused" })
	void whatIsNeverDeliveredIsCounted(String mode, String reason) {
		turn(mode);
		double before = failed(reason);
		assertThat(before).as("told before it happens").isNotNaN();
		this.clients.order("apple", 1).expectStatus().isCreated();
		await().atMost(Duration.ofSeconds(60)).until(() -> failed(reason) > before);
		await().until(() -> this.registry.get("monitor.job.failed")
			.tags("system", "db-scheduler", "type", "deliver-order")
			.counter()
			.count() >= 1);
	}

	private void turn(String mode) {
		this.clients.app().post().uri("/partner?mode=" + mode).exchange().expectStatus().isNoContent();
	}

	private double delivered() {
		return this.registry.get("monitor.delivery").tags("channel", "webhooks", "outcome", "success").timer().count();
	}

	private double failed(String reason) {
		return this.registry.get("monitor.delivery.failed")
			.tags("channel", "webhooks", "reason", reason)
			.counter()
			.count();
	}

}
