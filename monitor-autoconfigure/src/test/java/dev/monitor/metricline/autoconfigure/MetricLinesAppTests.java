package dev.monitor.metricline.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.metricline.CapturedMetricLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metric lines of a running application with all of Spring Boot's metrics.
 */
class MetricLinesAppTests {

	@ParameterizedTest
	@ValueSource(strings = { "kv", "json" })
	void requestsAreCountedAndMeasured(String format) throws Exception {
		List<String> lines = lines(format, "l2met");
		String name = "#orders.http.server.requests.method_GET.outcome_SUCCESS.status_200.uri__orders__id_";
		assertThat(lines).allMatch((line) -> line.startsWith("t=") && line.contains(" ev=metric source=web.1 "))
			.anyMatch((line) -> line.contains(" count" + name + "=2 ")
					&& line.matches("(?s).* measure\\Q" + name + "\\E\\.p95=[0-9.]+ms.*"))
			.anyMatch((line) -> line.contains(" sample#orders.jvm.memory.used.area_heap.id_"))
			.anyMatch((line) -> line.contains("#orders.monitor."));
		assertThat(lines.stream().anyMatch((line) -> line.contains(" sample#memory_rss=")))
			.isEqualTo("Linux".equals(System.getProperty("os.name")));
	}

	@Test
	void requestsAreCountedAndMeasuredInTheLegacyStyle() throws Exception {
		String name = " measure=orders.http.server.requests.method_GET.outcome_SUCCESS.status_200.uri__orders__id_";
		assertThat(lines("json", "legacy")).allMatch((line) -> line.startsWith("t=") && line.contains(" ev=metric "))
			.anyMatch((line) -> line.endsWith(name + " val=2\n"))
			.anyMatch((line) -> line.matches("(?s).*\\Q" + name + "\\E\\.median val=[0-9.]+ units=ms\n"));
	}

	/**
	 * Return the lines of an application that answers two requests and stops.
	 */
	private static List<String> lines(String format, String style) throws IOException, InterruptedException {
		String[] properties = { "server.port=0", "server.address=127.0.0.1", "spring.application.name=orders",
				"monitor.warmup.enabled=false", "monitor.metric-lines.enabled=true",
				"monitor.metric-lines.source=web.1", "monitor.metric-lines.style=" + style,
				"monitor.metric-lines.interval=1h", "monitor.logging.format=" + format,
				Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY) };
		ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).bannerMode(Banner.Mode.OFF)
			.run(List.of(properties).stream().map((property) -> "--" + property).toArray(String[]::new));
		try (CapturedMetricLines captured = new CapturedMetricLines("monitor.logging.format=" + format)) {
			try (context) {
				request(context.getEnvironment().getRequiredProperty("local.server.port"));
			}
			return captured.lines();
		}
	}

	private static void request(String port) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newHttpClient();
		for (int i = 1; i <= 2; i++) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders/" + i))
				.build();
			assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

		@Bean
		RouterFunction<ServerResponse> orders() {
			return RouterFunctions.route().GET("/orders/{id}", (request) -> ServerResponse.ok().body("ok")).build();
		}

	}

}
