package dev.monitor;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryGate;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.DeliveryStatusException;

import org.springframework.context.annotation.Bean;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The examples of docs/guides/deliveries.md.
 */
class DeliveryExamples {

	private final Deliveries deliveries;

	private final RestClient client = RestClient.create();

	private final HttpClient jdkClient = HttpClient.newHttpClient();

	private final RetryTemplate retries = new RetryTemplate();

	DeliveryExamples(Deliveries deliveries) {
		this.deliveries = deliveries;
	}

	void deliver(Webhook webhook) {
		this.deliveries.attempt("webhooks", webhook.url(),
				() -> this.client.post().uri(webhook.url()).body(webhook.payload()).retrieve().toBodilessEntity());
	}

	void deliverWithTheClientOfTheJdk(Webhook webhook, HttpRequest request) throws Exception {
		this.deliveries.attempt("webhooks", webhook.url(), () -> {
			HttpResponse<Void> response = this.jdkClient.send(request, HttpResponse.BodyHandlers.discarding());
			if (response.statusCode() >= 300) {
				throw new DeliveryStatusException(response.statusCode());
			}
			return response;
		});
	}

	void deliverAtLast(Webhook webhook) {
		try {
			this.retries.invoke(() -> deliver(webhook));
		}
		catch (RestClientException ex) {
			this.deliveries.failed("webhooks", webhook.url(), ex);
		}
	}

	@Bean
	DeliveryGate partnersThatLeft(PartnerTable partners) {
		return (host) -> !partners.hasLeft(host);
	}

	@Bean
	DeliveryListener partnersToAsk(PartnerTable partners) {
		return new DeliveryListener() {

			@Override
			public void failed(DeliveryFailure failure) {
				if (failure.reason().equals("http_410")) {
					partners.askWhetherItLeft(failure.host());
				}
			}

		};
	}

	record Webhook(String url, String payload) {

	}

	interface PartnerTable {

		boolean hasLeft(String host);

		void askWhetherItLeft(String host);

	}

}
