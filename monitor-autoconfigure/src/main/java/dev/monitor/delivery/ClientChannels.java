package dev.monitor.delivery;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

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
	 * Return the channels of groups that there are not, now that all groups are known.
	 * While no group is, as before HTTP services that are made late, nothing can be said.
	 * @return the channels by the name of the group; empty if all are right
	 */
	public Map<String, String> unknown() {
		if (this.groups.isEmpty()) {
			return Map.of();
		}
		Map<String, String> left = new TreeMap<>(this.channels);
		left.keySet().removeAll(this.groups);
		return left;
	}

}
