package dev.monitor.delivery.restclient;

import java.io.IOException;

import dev.monitor.delivery.DeliveryStatusException;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.OpenAttempt;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Makes each call of a client an attempt of a channel: delivered is what is answered with
 * a status below 300. The body is not waited for.
 */
final class DeliveryInterceptor implements ClientHttpRequestInterceptor {

	private final String channel;

	private final ObservedDeliveries deliveries;

	DeliveryInterceptor(String channel, ObservedDeliveries deliveries) {
		this.channel = channel;
		this.deliveries = deliveries;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		OpenAttempt attempt = this.deliveries.begin(this.channel, request.getURI().toString());
		ClientHttpResponse response;
		int status;
		try {
			response = execution.execute(request, body);
			status = response.getStatusCode().value();
		}
		catch (Throwable ex) {
			attempt.failed(ex);
			throw ex;
		}
		if (status < 300) {
			attempt.succeeded();
		}
		else {
			attempt.failed(new DeliveryStatusException(status));
		}
		return response;
	}

}
