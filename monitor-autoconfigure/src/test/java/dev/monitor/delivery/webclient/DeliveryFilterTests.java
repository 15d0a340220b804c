package dev.monitor.delivery.webclient;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.delivery.Channels;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.FailingHosts;
import dev.monitor.delivery.ObservedDeliveries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DeliveryFilterTests {

	@Test
	void whatAFilterBehindThrowsAtOnceIsAFailure() {
		List<String> told = new ArrayList<>();
		ObservedDeliveries deliveries = new ObservedDeliveries(new Channels(), new FailingHosts(Clock.systemUTC()),
				List.of(), System::nanoTime);
		deliveries.addListener(new DeliveryListener() {

			@Override
			public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
				told.add(channel + ' ' + host + ' ' + reason);
			}

		});
		ClientRequest request = ClientRequest.create(HttpMethod.POST, URI.create("https://example.org/hook")).build();
		assertThatIllegalStateException()
			.isThrownBy(() -> new DeliveryFilter("webhooks", deliveries).filter(request, (any) -> {
				throw new IllegalStateException("no token");
			}).block())
			.withMessage("no token");
		assertThat(told).containsExactly("webhooks example.org other");
	}

}
