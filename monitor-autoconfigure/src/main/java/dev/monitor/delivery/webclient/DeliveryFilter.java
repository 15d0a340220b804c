package dev.monitor.delivery.webclient;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.delivery.DeliveryStatusException;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.OpenAttempt;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Makes each call of a client an attempt of a channel: delivered is what is answered with
 * a status below 300. The body is not waited for. A call that is given up before there is
 * an answer has failed.
 */
final class DeliveryFilter implements ExchangeFilterFunction {

	private final String channel;

	private final ObservedDeliveries deliveries;

	DeliveryFilter(String channel, ObservedDeliveries deliveries) {
		this.channel = channel;
		this.deliveries = deliveries;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			OpenAttempt attempt = this.deliveries.beginDetached(this.channel, request.url().toString());
			AtomicBoolean ended = new AtomicBoolean();
			// deferred, since a filter behind this one may throw at once
			return Mono.defer(() -> next.exchange(request))
				.doOnNext((response) -> end(ended, () -> answered(attempt, response.statusCode().value())))
				.doOnError((failure) -> end(ended, () -> attempt.failed(failure)))
				.doOnCancel(() -> end(ended,
						() -> attempt.failed(new CancellationException("Given up before there was an answer"))));
		});
	}

	private static void answered(OpenAttempt attempt, int status) {
		if (status < 300) {
			attempt.succeeded();
		}
		else {
			attempt.failed(new DeliveryStatusException(status));
		}
	}

	/**
	 * Answers and cancellations may meet.
	 */
	private static void end(AtomicBoolean ended, Runnable end) {
		if (ended.compareAndSet(false, true)) {
			end.run();
		}
	}

}
