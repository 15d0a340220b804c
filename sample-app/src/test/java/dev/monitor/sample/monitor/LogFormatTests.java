package dev.monitor.sample.monitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.sample.OrdersApplication;
import dev.monitor.sample.stock.server.StockServerInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The same request, logged by two instances that differ in the form of their logs.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogFormatTests {

	private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9_.-]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^ \"]+)");

	private static final Set<String> DIFFER = Set.of("t", "port", "timeTaken");

	private final JsonMapper json = JsonMapper.builder().build();

	@Test
	void bothFormsCarryEqualValues(CapturedOutput output) throws Exception {
		Map<String, Object> kv = kv(request("kv", output));
		Map<String, Object> json = json(request("json", output));
		assertThat(kv.keySet()).containsExactlyElementsOf(json.keySet()).containsAll(DIFFER);
		assertThat(kv).containsEntry("ns", "orders")
			.containsEntry("lvl", "info")
			.containsEntry("ev", "http")
			.containsEntry("method", "GET")
			.containsEntry("httpStatus", "400")
			.containsEntry("msg", "GET /orders/x%20%22y%22 400");
		kv.keySet().removeAll(DIFFER);
		json.keySet().removeAll(DIFFER);
		assertThat(kv).isEqualTo(json);
	}

	private String request(String format, CapturedOutput output) throws Exception {
		int before = output.getOut().length();
		try (ConfigurableApplicationContext app = new SpringApplicationBuilder(OrdersApplication.class)
			.initializers(new StockServerInitializer())
			.run("--server.port=0", "--sample.stock.port=0", "--sample.partner.port=0",
					"--monitor.logging.format=" + format)) {
			String port = app.getEnvironment().getRequiredProperty("local.server.port");
			URI uri = URI.create("http://localhost:" + port + "/orders/x%20%22y%22?limit=1&token=secret");
			HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
			return await().atMost(Duration.ofSeconds(30))
				.until(() -> output.getOut()
					.substring(before)
					.lines()
					.filter((line) -> line.contains("/orders/x%20"))
					.findFirst()
					.orElse(""), (line) -> !line.isEmpty());
		}
	}

	private Map<String, Object> kv(String line) {
		Map<String, Object> pairs = new LinkedHashMap<>();
		Matcher matcher = PAIR.matcher(line);
		int end = 0;
		while (matcher.find()) {
			assertThat(line.substring(end, matcher.start())).as("text between pairs").isBlank();
			String value = matcher.group(2);
			pairs.put(matcher.group(1), value.startsWith("\"") ? this.json.readValue(value, String.class) : value);
			end = matcher.end();
		}
		assertThat(line.substring(end)).as("text after the last pair").isEmpty();
		return pairs;
	}

	private Map<String, Object> json(String line) {
		Map<String, Object> members = new LinkedHashMap<>();
		JsonNode object = this.json.readTree(line);
		object.properties().forEach((member) -> members.put(member.getKey(), member.getValue().asString()));
		return members;
	}

}
