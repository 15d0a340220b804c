package dev.monitor.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.monitor.FakeClock;
import dev.monitor.delivery.metrics.DeliveryMetrics;
import dev.monitor.logging.EventLines;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What docs/guides/deliveries.md and docs/reference/log-keys.md show is what comes out.
 */
class DeliveriesPageTests {

	private static final String TARGET = "https://user:secret@partner.example/hook?token=secret";

	private final FakeClock clock = new FakeClock();

	private final ObservedDeliveries deliveries = new ObservedDeliveries(new Channels(), new FailingHosts(this.clock),
			List.of(), System::nanoTime);

	private final String page = Files.readString(Path.of("..", "docs", "guides", "deliveries.md"));

	DeliveriesPageTests() throws IOException {
		this.deliveries.addListener(new DeliveryEvents());
	}

	@Test
	void theEventOfTheLoggingPageIsReal() {
		try (EventLines lines = new EventLines("delivery")) {
			this.deliveries.failed("webhooks", TARGET, new DeliveryStatusException(410));
			assertThat(lines.only()).containsEntry("ev", "delivery").containsEntry("host", "partner.example");
			assertThat(lines.text()).doesNotContain("secret").doesNotContain("hook?");
			lines.assertShown();
		}
	}

	@Test
	void whatIsSeenOfThreeAttemptsIsReal() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		new DeliveryMetrics(this.deliveries).bindTo(registry);
		DeliveryStatus status = new DeliveryStatus(this.deliveries.hosts(), this.clock);
		this.deliveries.addListener(status);
		try (EventLines lines = new EventLines("delivery")) {
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(DeliveryStatusException.class)
					.isThrownBy(() -> this.deliveries.attempt("webhooks", TARGET, () -> {
						throw new DeliveryStatusException(410);
					}));
			}
			this.deliveries.failed("webhooks", TARGET, new DeliveryStatusException(410));
			assertThat(this.page.lines().map(DeliveriesPageTests::withoutTimes)).contains(withoutTimes(lines.kv()));
		}
		assertThat(registry.scrape().lines())
			.containsAll(this.page.lines().filter((line) -> line.startsWith("monitor_delivery_")).toList());
		assertThat(this.page).contains(status.section()
			.numbers()
			.entrySet()
			.stream()
			.map(DeliveriesPageTests::json)
			.collect(Collectors.joining(", ", "\"deliveries\": {", "}")));
	}

	@Test
	void everyReasonStandsInTheReference() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "reference", "delivery-reasons.md"));
		assertThat(Reason.all()).allSatisfy((reason) -> assertThat(reference).contains("`" + reason + "`"));
	}

	private static String json(Map.Entry<String, Number> number) {
		return "\"" + number.getKey() + "\": " + number.getValue();
	}

	private static String withoutTimes(String line) {
		return line.strip().replaceAll("\\b(t|since)=\\S+", "$1=");
	}

}
