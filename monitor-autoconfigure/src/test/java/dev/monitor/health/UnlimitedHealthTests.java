package dev.monitor.health;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.monitor.Unwanted;
import dev.monitor.concurrency.ConcurrencyLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * With every permit taken, whatever address tells health tells it.
 */
class UnlimitedHealthTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					TOMCAT | management.endpoint.health.probes.add-additional-paths=true spring.mvc.servlet.path=/api | /api | /api/livez /api/readyz /api/mine /api/actuator/health
					JETTY  | management.endpoint.health.group.liveness.additional-path=server:/healthz server.servlet.context-path=/shop | /shop | /shop/healthz /shop/mine /shop/actuator/health
					JETTY  | management.endpoints.web.base-path=/ management.endpoints.web.path-mapping.health=hc | '' | /hc /hc/liveness /hc/mine /mine
					TOMCAT | management.endpoints.web.base-path=/ spring.mvc.servlet.path=/api | /api | /api/health /api/health/liveness /api/mine
					JETTY  | management.server.port=0 management.endpoint.health.probes.add-additional-paths=true | '' | /livez /readyz /mine
					""")
	void noAddressOfHealthIsLimited(Unwanted other, String properties, String servlet, String addresses)
			throws Exception {
		String[] all = (properties + " monitor.health.listen-address=127.0.0.1:0 monitor.warmup.enabled=false"
				+ " monitor.concurrency.max-requests=1 monitor.concurrency.max-waiting=0"
				+ " management.endpoint.health.group.mine.include=livenessState"
				+ " management.endpoint.health.group.mine.additional-path=server:/mine")
			.split(" ", -1);
		try (RunningApp app = RunningApp.start(TestApplication.class, List.of(other, Unwanted.SECURITY), all)) {
			Slow slow = app.bean(Slow.class);
			this.threads.submit(() -> app.get(servlet + "/slow"));
			await().until(() -> app.bean(ConcurrencyLimit.class).limiter().active() == 1);
			try {
				assertThat(app.get(servlet + "/orders").statusCode()).isEqualTo(503);
				for (String address : addresses.split(" ", -1)) {
					assertThat(app.get(address).statusCode()).as(address).isEqualTo(200);
					assertThat(app.get(address).body()).as(address).contains("UP");
				}
			}
			finally {
				slow.mayEnd.countDown();
			}
		}
	}

	@RestController
	static class Slow {

		private final CountDownLatch mayEnd = new CountDownLatch(1);

		@GetMapping("/slow")
		String slow() throws InterruptedException {
			this.mayEnd.await();
			return "done";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Slow slow() {
			return new Slow();
		}

	}

}
