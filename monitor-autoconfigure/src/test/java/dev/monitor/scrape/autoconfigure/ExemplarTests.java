package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.util.List;

import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exemplars of an application that traces, on its own port and on the listener for
 * metrics.
 */
class ExemplarTests {

	private static final String PATH = "/actuator/prometheus";

	private static final String OPEN_METRICS = "Accept: application/openmetrics-text;version=1.0.0";

	private static final String LISTENER = "monitor.metrics.listen-address=127.0.0.1:0";

	@ParameterizedTest
	@ValueSource(strings = { "", LISTENER })
	void bucketsOfRequestsNameTheTraceInOpenMetricsOnly(String property) throws IOException {
		try (ScrapedApp app = ScrapedApp.start(Traced.class,
				property.isEmpty() ? new String[0] : new String[] { property })) {
			int port = property.isEmpty() ? app.port() : app.listenerPort();
			Awaitility.await().untilAsserted(() -> {
				app.send(app.port(), "GET", "/orders");
				assertThat(buckets(app.send(port, "GET", PATH, OPEN_METRICS))).anyMatch((line) -> line
					.matches(".+ # \\{span_id=\"00f067aa0ba902b7\",trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"} .+"));
			});
			Answer text = app.send(port, "GET", PATH);
			assertThat(buckets(text)).isNotEmpty();
			assertThat(text.body()).doesNotContain("trace_id", " # {");
		}
	}

	private static List<String> buckets(Answer answer) {
		return answer.body().lines().filter((line) -> line.startsWith("http_server_requests_seconds_bucket{")).toList();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Traced {

		/**
		 * What Spring Boot makes of a tracer.
		 */
		@Bean
		SpanContext spanContext() {
			return new SpanContext() {

				@Override
				public String getCurrentTraceId() {
					return "4bf92f3577b34da6a3ce929d0e0e4736";
				}

				@Override
				public String getCurrentSpanId() {
					return "00f067aa0ba902b7";
				}

				@Override
				public boolean isCurrentSpanSampled() {
					return true;
				}

				@Override
				public void markCurrentSpanAsExemplar() {
				}

			};
		}

	}

}
