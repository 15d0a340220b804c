package dev.monitor.scrape.autoconfigure;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the endpoint is there, asked over a socket.
 */
class ScrapeExposureCaseTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			monitor.metrics.access=auto                                                  | 200 | 200 | 404
			management.endpoints.web.exposure.include=info                               | 200 | 404 | 200
			management.endpoints.web.exposure.include=health,info                        | 200 | 200 | 200
			management.endpoints.web.exposure.include[0]=info                            | 200 | 404 | 200
			management.endpoints.web.exposure.include=*                                  | 200 | 200 | 200
			management.endpoints.web.exposure.exclude=prometheus                         | 404 | 200 | 404
			management.endpoints.web.exposure.exclude=*                                  | 404 | 404 | 404
			management.endpoint.prometheus.access=none                                   | 404 | 200 | 404
			monitor.metrics.enabled=false                                                | 404 | 200 | 404
			monitor.metrics.enabled=false management.endpoints.web.exposure.include=*    | 404 | 200 | 200
			monitor.enabled=false                                                        | 404 | 200 | 404
			monitor.enabled=false management.endpoints.web.exposure.include=prometheus   | 200 | 404 | 404
			spring.main.lazy-initialization=true                                         | 200 | 200 | 404
			""")
	void endpointIsThereUnlessItIsTakenAway(String properties, int prometheus, int health, int info)
			throws IOException {
		try (ScrapedApp app = ScrapedApp.start(properties.split(" +", -1))) {
			assertThat(app.get("/actuator/prometheus").status()).as("prometheus").isEqualTo(prometheus);
			assertThat(app.get("/actuator/health").status()).as("health").isEqualTo(health);
			assertThat(app.get("/actuator/info").status()).as("info").isEqualTo(info);
		}
	}

	@ParameterizedTest
	@CsvSource({ "application-list.yml,200", "application-exclude.yml,404" })
	void listsMayBeWrittenInYaml(String file, int status) throws IOException {
		try (ScrapedApp app = ScrapedApp.start("spring.config.location=classpath:dev/monitor/scrape/" + file)) {
			assertThat(app.get("/actuator/prometheus").status()).isEqualTo(status);
			assertThat(app.get("/actuator/info").status()).isEqualTo(200);
		}
	}

}
