package dev.monitor.sample.partner;

import dev.monitor.delivery.Deliveries;
import dev.monitor.sample.partner.server.PartnerServer;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Tells the partner.
 */
@Component
public class PartnerClient {

	private static final String CHANNEL = "webhooks";

	private final Deliveries deliveries;

	private final RestClient http;

	private final String url;

	PartnerClient(Deliveries deliveries, RestClient.Builder builder, PartnerServer server) {
		this.deliveries = deliveries;
		this.http = builder.build();
		this.url = server.url();
	}

	/**
	 * Tell the partner of something, once.
	 * @param what what it is
	 */
	public void tell(Object what) {
		this.deliveries.attempt(CHANNEL, this.url,
				() -> this.http.post().uri(this.url).body(what).retrieve().toBodilessEntity());
	}

}
