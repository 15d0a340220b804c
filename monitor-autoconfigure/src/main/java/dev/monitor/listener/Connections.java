package dev.monitor.listener;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a listener, and who makes way for a new one. No address may have
 * more than its share of the room, and no more than a quarter goes to TLS handshakes that
 * are not over. Whoever has done least goes first: who is in a handshake, then who has
 * yet to ask, then who has asked, and among equals the oldest connection of the address
 * that has most. Those who wait for an answer that they will get stay, and those whose
 * handshake waits for us. Networks of IPv6 count as one address with 64 bits. Used by one
 * thread.
 */
final class Connections {

	private static final Logger logger = LoggerFactory.getLogger(Connections.class);

	private static final int MAX = 256;

	private static final int MIN = 16;

	private static final int SHARE = 4;

	private static final int NETWORK_BYTES = 8;

	private static final Pattern OPEN_FILES = Pattern.compile("^Max open files +(\\d{1,18})", Pattern.MULTILINE);

	private final int max;

	private final int share;

	private final Map<SelectionKey, Conversation> all = new LinkedHashMap<>();

	private final Set<SelectionKey> handshaking = new LinkedHashSet<>();

	private boolean closed;

	private Connections(int max, int share) {
		this.max = max;
		this.share = share;
	}

	/**
	 * Return connections of which each address may have its share.
	 */
	static Connections shared() {
		int max = withinDescriptors(MAX);
		return new Connections(max, max / SHARE);
	}

	/**
	 * Return connections that may all be of one address, such as a load balancer's.
	 * @param max how many at most
	 */
	static Connections ofAnyone(int max) {
		int bounded = withinDescriptors(max);
		return new Connections(bounded, bounded);
	}

	/**
	 * Return a number of connections that takes no more than a quarter of the file
	 * descriptors that the process may have, as far as Linux tells.
	 */
	private static int withinDescriptors(int max) {
		try {
			Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
			return limit.find() ? (int) Math.min(max, Math.max(MIN, Long.parseLong(limit.group(1)) / SHARE)) : max;
		}
		catch (IOException | RuntimeException ex) {
			logger.trace("The number of file descriptors is not known", ex);
			return max;
		}
	}

	@Nullable Conversation get(SelectionKey key) {
		return this.all.get(key);
	}

	void add(SelectionKey key, Conversation connection) {
		this.all.put(key, connection);
	}

	/**
	 * Note that a handshake can go on.
	 */
	void addHandshaking(SelectionKey key) {
		this.handshaking.add(key);
	}

	/**
	 * Return some of those whose handshake can go on, the first noted first.
	 */
	List<SelectionKey> takeHandshaking(int most) {
		List<SelectionKey> next = new ArrayList<>();
		Iterator<SelectionKey> noted = this.handshaking.iterator();
		while (noted.hasNext() && next.size() < most) {
			next.add(noted.next());
			noted.remove();
		}
		return next;
	}

	/**
	 * Return whether some were closed since this was asked last. Their descriptors are
	 * free once the selector has been asked.
	 */
	boolean takeClosed() {
		boolean some = this.closed;
		this.closed = false;
		return some;
	}

	void close(SelectionKey key) {
		this.closed = true;
		this.all.remove(key);
		this.handshaking.remove(key);
		key.cancel();
		closeQuietly(key.channel());
	}

	void closeOverdue(long now) {
		List<SelectionKey> overdue = new ArrayList<>();
		for (Map.Entry<SelectionKey, Conversation> entry : this.all.entrySet()) {
			if (!entry.getKey().isValid() || isOverdue(entry.getValue(), now)) {
				overdue.add(entry.getKey());
			}
		}
		close(overdue);
	}

	void closeAll() {
		close(List.copyOf(this.all.keySet()));
	}

	private void close(List<SelectionKey> keys) {
		for (SelectionKey key : keys) {
			close(key);
		}
	}

	/**
	 * Return whether there is time for more handshakes: those who wait for one are better
	 * off in the accept queue than behind others that never end theirs.
	 */
	boolean hasTimeForMore() {
		return this.handshaking.size() < Math.max(1, this.max / SHARE / 2);
	}

	/**
	 * Make room for another connection of an address: close who has to go for it.
	 * @return whether there is room
	 */
	boolean makeRoomFor(InetAddress newcomer) {
		InetAddress network = network(newcomer);
		if (this.all.size() >= this.share && count(network) >= this.share) {
			return closeFirst(network, false);
		}
		int handshakes = this.max / SHARE;
		if (this.all.size() >= handshakes && countHandshakes() >= handshakes) {
			return closeFirst(null, true);
		}
		return this.all.size() < this.max || makeWay();
	}

	/**
	 * Close who has to go first.
	 * @return whether there was one
	 */
	boolean makeWay() {
		return closeFirst(null, false);
	}

	private int count(InetAddress network) {
		int count = 0;
		for (Conversation connection : this.all.values()) {
			count += network(connection).equals(network) ? 1 : 0;
		}
		return count;
	}

	private int countHandshakes() {
		int count = 0;
		for (Conversation connection : this.all.values()) {
			count += connection.isHandshaking() ? 1 : 0;
		}
		return count;
	}

	/**
	 * Close who has to go first, of one network if it is given, and of those in a
	 * handshake if only these shall go.
	 */
	private boolean closeFirst(@Nullable InetAddress network, boolean handshakes) {
		Map<InetAddress, Integer> counts = new HashMap<>();
		for (Conversation connection : this.all.values()) {
			InetAddress own = network(connection);
			counts.put(own, counts.getOrDefault(own, 0) + 1);
		}
		SelectionKey first = null;
		Standing least = Standing.ADMITTED;
		int most = 0;
		for (Map.Entry<SelectionKey, Conversation> entry : this.all.entrySet()) {
			Conversation connection = entry.getValue();
			InetAddress own = network(connection);
			boolean meant = (network == null || own.equals(network)) && (!handshakes || connection.isHandshaking());
			int count = counts.getOrDefault(own, 0);
			int order = connection.standing().compareTo(least);
			// Less done comes first, then more connections of the network.
			if (meant && (order < 0 || (order == 0 && count > most)) && isDispensable(entry.getKey(), connection)) {
				first = entry.getKey();
				least = connection.standing();
				most = count;
			}
		}
		if (first != null) {
			close(first);
		}
		return first != null;
	}

	private boolean isDispensable(SelectionKey key, Conversation connection) {
		return connection.standing() != Standing.ADMITTED && !this.handshaking.contains(key);
	}

	private static boolean isOverdue(Conversation connection, long now) {
		try {
			return connection.isOverdue(now);
		}
		// an error too: thrown on, it would keep all other connections from their turn
		catch (Throwable ex) {
			logger.debug("Connection failed", ex);
			return true;
		}
	}

	static void closeQuietly(Channel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			logger.trace("Channel could not be closed", ex);
		}
	}

	private static InetAddress network(Conversation connection) {
		return network(connection.peer().getAddress());
	}

	private static InetAddress network(InetAddress address) {
		if (address instanceof Inet6Address) {
			try {
				return InetAddress.getByAddress(
						Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length));
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return address;
	}

}
