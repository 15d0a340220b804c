package dev.monitor.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * The channels of HTTP services, by the names of their groups. Thread-safe.
 */
public final class ClientChannels {

	private final Map<String, String> channels;

	private final Set<String> groups = ConcurrentHashMap.newKeySet();

	/**
	 * Create the channels.
	 * @param channels the channel of each group, by the name of the group
	 */
	public ClientChannels(Map<String, String> channels) {
		this.channels = Map.copyOf(channels);
	}

	/**
	 * Find the channel of a group that there is.
	 * @param group name of the group
	 * @return the channel; {@code null} if its calls are no deliveries
	 */
	public @Nullable String of(String group) {
		this.groups.add(group);
		return this.channels.get(group);
	}

	/**
	 * Refuse channels of groups that there are not, now that all groups are known. While
	 * no group is, nothing can be said.
	 * @throws InvalidPropertyException if there is one
	 */
	public void check() {
		if (this.groups.isEmpty()) {
			return;
		}
		Map<String, String> left = new HashMap<>(this.channels);
		left.keySet().removeAll(this.groups);
		left.forEach((group, channel) -> {
			throw new InvalidPropertyException("monitor.deliveries.clients." + group, channel,
					"names no group of HTTP services", "Name a group of @ImportHttpServices, or remove the property.");
		});
	}

}
