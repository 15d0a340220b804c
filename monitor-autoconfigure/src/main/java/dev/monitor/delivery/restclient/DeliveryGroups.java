package dev.monitor.delivery.restclient;

import dev.monitor.delivery.ClientChannels;
import dev.monitor.delivery.ObservedDeliveries;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Makes the calls of HTTP services deliveries, those of the groups that have a channel
 * and that a {@link RestClient} serves.
 */
public final class DeliveryGroups implements RestClientHttpServiceGroupConfigurer {

	private final ClientChannels channels;

	private final ObservedDeliveries deliveries;

	/**
	 * Create the configurer.
	 * @param channels the channels of groups
	 * @param deliveries the deliveries
	 */
	public DeliveryGroups(ClientChannels channels, ObservedDeliveries deliveries) {
		this.channels = channels;
		this.deliveries = deliveries;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		groups.forEachGroup((group, client, proxies) -> {
			String channel = this.channels.of(group.name());
			if (channel != null) {
				client.requestInterceptor(new DeliveryInterceptor(channel, this.deliveries));
			}
		});
	}

}
