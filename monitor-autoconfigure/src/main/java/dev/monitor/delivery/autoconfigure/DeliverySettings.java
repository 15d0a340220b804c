package dev.monitor.delivery.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.monitor.delivery.Channels;
import dev.monitor.delivery.DeliveryGate;
import dev.monitor.delivery.FailingHosts;
import dev.monitor.delivery.UnreachableHosts;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;

/**
 * What the properties of deliveries come to.
 */
final class DeliverySettings {

	private static final PropertyRange<Duration> TIMES = new PropertyRange<>(Duration.ofMinutes(1),
			Duration.ofDays(365));

	private static final String PREFIX = "monitor.deliveries.";

	private DeliverySettings() {
	}

	/**
	 * Return the channels that are named.
	 * @param properties the properties
	 * @return the channels
	 */
	static Channels channels(DeliveryProperties properties) {
		Channels channels = new Channels();
		for (String channel : properties.getChannels()) {
			use(channels, PREFIX + "channels", channel);
		}
		properties.getClients().forEach((group, channel) -> use(channels, PREFIX + "clients." + group, channel));
		return channels;
	}

	private static void use(Channels channels, String property, String channel) {
		if (!Channels.isName(channel)) {
			throw new InvalidPropertyException(property, channel, "is not the name of a channel",
					"Use 1 to 64 letters, digits, dots, dashes and underscores, such as webhooks.");
		}
		if (!channels.use(channel).equals(channel)) {
			throw new InvalidPropertyException(property, channel, "is one channel too many",
					"Name at most " + Channels.MOST + " channels in all: each has about 50 meters.");
		}
	}

	/**
	 * Return the gate that is set up.
	 * @param properties the properties
	 * @param hosts the hosts that are not reached
	 * @return one gate or none
	 */
	static List<DeliveryGate> gates(DeliveryProperties properties, FailingHosts hosts) {
		Duration after = properties.getUnreachableAfter();
		if (after == null) {
			return List.of();
		}
		return List.of(new UnreachableHosts(hosts, TIMES.require(PREFIX + "unreachable-after", after,
				"Set it to the days that a target may be away, such as 5d, or remove it to try always.")));
	}

}
