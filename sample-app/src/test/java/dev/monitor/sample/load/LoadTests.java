package dev.monitor.sample.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests that are slow or expensive on demand.
 */
@SampleTest
class LoadTests {

	@Autowired
	private Clients clients;

	@Autowired
	private MeterRegistry registry;

	@Test
	void slowTakesAtLeastTheTimeWanted() {
		long start = System.nanoTime();
		this.clients.app()
			.get()
			.uri("/slow?ms=50")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.sleptMs")
			.isEqualTo(50);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
	}

	@Test
	void burnUsesAtLeastTheCpuTimeWanted() {
		long cpuBefore = processCpuNanos();
		this.clients.app().get().uri("/burn?ms=200").exchange().expectStatus().isOk();
		// the system tells the time of a process, user and system, in ticks of 10 ms
		assertThat(Duration.ofNanos(processCpuNanos() - cpuBefore)).isGreaterThanOrEqualTo(Duration.ofMillis(180));
	}

	/**
	 * Whoever opens the dashboard has something to see: requests that are slow, that
	 * fail, and that keep the database busy.
	 */
	@Test
	void customersUseAllOfTheApp() {
		this.clients.app().post().uri("/load?seconds=30").exchange().expectStatus().isAccepted();
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.registry.find("http.server.requests")
				.timers()
				.stream()
				.map((timer) -> timer.getId().getTag("uri")))
				.contains("/orders", "/orders/{id}", "/orders/forecast", "/slow", "/fail"));
		this.clients.app().post().uri("/load?seconds=0").exchange().expectStatus().isAccepted();
		await().atMost(Duration.ofSeconds(60))
			.until(() -> this.registry.get("monitor.concurrency.active").gauge().value() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/slow", "/slow?ms=-1", "/slow?ms=60001", "/slow?ms=long", "/burn", "/burn?ms=-1",
			"/burn?ms=60001", "/burn?ms=1.5" })
	void unusableTimesAreRefused(String uri) {
		this.clients.app().get().uri(uri).exchange().expectStatus().isBadRequest();
	}

	private static long processCpuNanos() {
		return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime();
	}

}
