package dev.monitor.delivery.restclient;

import java.util.HashMap;
import java.util.Map;

import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Makes the calls of HTTP services deliveries, those of the groups that have a channel.
 */
public final class DeliveryGroups implements RestClientHttpServiceGroupConfigurer {

	private final Map<String, String> channels;

	private final ObservedDeliveries deliveries;

	/**
	 * Create the configurer.
	 * @param channels the channel of each group, by the name of the group
	 * @param deliveries the deliveries
	 */
	public DeliveryGroups(Map<String, String> channels, ObservedDeliveries deliveries) {
		this.channels = Map.copyOf(channels);
		this.deliveries = deliveries;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		Map<String, String> left = new HashMap<>(this.channels);
		groups.forEachGroup((group, client, proxies) -> {
			String channel = left.remove(group.name());
			if (channel != null) {
				client.requestInterceptor(new DeliveryInterceptor(channel, this.deliveries));
			}
		});
		left.forEach((group, channel) -> {
			throw new InvalidPropertyException("monitor.deliveries.clients." + group, channel,
					"names no group of HTTP services that a RestClient serves",
					"Name a group of @ImportHttpServices, or remove the property.");
		});
	}

}
