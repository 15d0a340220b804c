package dev.monitor.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;

import dev.monitor.gate.SwitchGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a load balancer sees, over a real socket.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.show-components=always", "monitor.warmup.enabled=false" })
class HealthEndpointsTests {

	@LocalServerPort
	private int port;

	@Autowired
	private SwitchGate mine;

	@Autowired
	private ApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeEach
	@AfterEach
	void openEverything() {
		this.mine.open();
		AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void allAnswerUpWhenAllGatesAreOpen() throws Exception {
		for (String path : new String[] { "/health", "/readyz", "/livez" }) {
			HttpResponse<String> response = get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
		}
		assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
	}

	@Test
	void aClosedGateShowsEverywhereButInLiveness() throws Exception {
		this.mine.close("closed for a test");
		for (String path : new String[] { "/health", "/readyz" }) {
			HttpResponse<String> response = get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(503);
			assertThat(response.body())
				.isEqualTo("{\"status\":\"DOWN\",\"gate\":\"mine\",\"reason\":\"closed for a test\"}");
		}
		assertThat(get("/livez").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
		HttpResponse<String> health = get("/actuator/health");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(health.body()).contains("\"mine\":{\"status\":\"OUT_OF_SERVICE\"}");
	}

	@Test
	void bootsReadinessIsAGateAndBootsLivenessIsLiveness() throws Exception {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		assertThat(get("/readyz").body()).contains("\"gate\":\"application\"");
		assertThat(get("/livez").statusCode()).isEqualTo(200);
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		assertThat(get("/livez").statusCode()).isEqualTo(503);
	}

	@Test
	void aRecoveryOpensNothingWhileAnotherGateIsClosed() throws Exception {
		this.mine.close("closed for a test");
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		this.mine.open();
		assertThat(get("/health").body()).contains("\"gate\":\"application\"");
		assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
	}

	@Test
	void otherPathsAreTheApplications() throws Exception {
		assertThat(get("/healthy").statusCode()).isEqualTo(404);
		assertThat(get("/readyz/more").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
				BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		SwitchGate mine() {
			return SwitchGate.opened("mine", Clock.systemUTC());
		}

	}

}
