package dev.monitor.sample.monitor;

import java.time.Duration;

import dev.monitor.gate.SwitchGate;
import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a load balancer is told while the upstream service goes down and comes back.
 */
@SampleTest
@TestPropertySource(properties = { "monitor.dependencies.stock.interval=1s",
		"monitor.dependencies.stock.down-interval=100ms", "monitor.dependencies.stock.timeout=1s" })
class ReadinessTests {

	@Autowired
	private Clients clients;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private SwitchGate maintenance;

	@AfterEach
	void mend() {
		this.clients.stock().post().uri("/mend").exchange();
	}

	@Test
	void aBrokenDependencyTakesTheInstanceOutAndAMendedOneBringsItBack() {
		this.clients.awaitReadiness(200);
		this.clients.stock().post().uri("/break").exchange().expectStatus().isOk();
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> this.clients.expectClosed("dependencies",
					(reason) -> assertThat(reason).startsWith("Dependency 'stock' down: ").contains("503")));
		assertThat(this.clients.status("/health")).isEqualTo(503);
		this.clients.app()
			.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody()
			.jsonPath("$.components.dependencies.components.stock.status")
			.isEqualTo("DOWN");
		assertThat(this.clients.status("/livez")).isEqualTo(200);
		this.clients.stock().post().uri("/mend").exchange().expectStatus().isOk();
		this.clients.awaitReadiness(200);
	}

	@Test
	void outagesAreCountedByTheListener() {
		this.clients.awaitReadiness(200);
		double before = this.meters.counter("stock.outages").count();
		this.clients.stock().post().uri("/break").exchange().expectStatus().isOk();
		this.clients.awaitReadiness(503);
		await().atMost(Duration.ofSeconds(60)).until(() -> this.meters.counter("stock.outages").count() > before);
	}

	@Test
	void aCheckOfTheAppIsADependencyUnderTheNameOfItsBean() {
		this.clients.awaitReadiness(200);
		this.clients.app()
			.get()
			.uri("/actuator/health")
			.exchange()
			.expectBody()
			.jsonPath("$.components.dependencies.components.orderTable.status")
			.isEqualTo("UP");
	}

	@Test
	void maintenanceKeepsTrafficAway() {
		this.clients.awaitReadiness(200);
		this.maintenance.close("New index on orders");
		this.clients.expectClosed("maintenance", (reason) -> assertThat(reason).isEqualTo("New index on orders"));
		assertThat(this.clients.status("/livez")).isEqualTo(200);
		this.maintenance.open();
		this.clients.awaitReadiness(200);
	}

	@Test
	void aHangingDependencyIsDownToo() {
		this.clients.awaitReadiness(200);
		this.clients.stock().post().uri("/break?mode=hang").exchange().expectStatus().isOk();
		this.clients.awaitReadiness(503);
	}

}
