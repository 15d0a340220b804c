package dev.monitor.delivery.webclient;

import dev.monitor.delivery.ClientChannels;
import dev.monitor.delivery.ObservedDeliveries;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Makes the calls of HTTP services deliveries, those of the groups that have a channel
 * and that a {@link WebClient} serves.
 */
public final class ReactiveDeliveryGroups implements WebClientHttpServiceGroupConfigurer {

	private final ClientChannels channels;

	private final ObservedDeliveries deliveries;

	/**
	 * Create the configurer.
	 * @param channels the channels of groups
	 * @param deliveries the deliveries
	 */
	public ReactiveDeliveryGroups(ClientChannels channels, ObservedDeliveries deliveries) {
		this.channels = channels;
		this.deliveries = deliveries;
	}

	@Override
	public void configureGroups(Groups<WebClient.Builder> groups) {
		groups.forEachGroup((group, client, proxies) -> {
			String channel = this.channels.of(group.name());
			if (channel != null) {
				client.filter(new DeliveryFilter(channel, this.deliveries));
			}
		});
	}

}
