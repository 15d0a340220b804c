package dev.monitor.delivery.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of deliveries.
 */
@ConfigurationProperties("monitor.deliveries")
public class DeliveryProperties {

	/**
	 * Channels whose meters are there from the start, so that even the first failure is
	 * seen as an increase.
	 */
	private List<String> channels = new ArrayList<>();

	/**
	 * Channels of HTTP services, by the name of the group that they were imported with:
	 * each call of theirs is an attempt to deliver.
	 */
	private Map<String, String> clients = new LinkedHashMap<>();

	/**
	 * Time from which on a host that nothing but failures are known of is tried once an
	 * hour only. Unset: always try.
	 */
	private @Nullable Duration unreachableAfter;

	public List<String> getChannels() {
		return this.channels;
	}

	public void setChannels(List<String> channels) {
		this.channels = channels;
	}

	public Map<String, String> getClients() {
		return this.clients;
	}

	public void setClients(Map<String, String> clients) {
		this.clients = clients;
	}

	public @Nullable Duration getUnreachableAfter() {
		return this.unreachableAfter;
	}

	public void setUnreachableAfter(@Nullable Duration unreachableAfter) {
		this.unreachableAfter = unreachableAfter;
	}

}
