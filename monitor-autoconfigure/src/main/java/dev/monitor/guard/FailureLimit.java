package dev.monitor.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts failed attempts by address: 60 at once and then one a second are answered for
 * what they are. Networks of IPv6 count as one address with 64 bits. Remembers the 1024
 * addresses that failed last. Thread-safe.
 */
public final class FailureLimit {

	private static final int MAX_ADDRESSES = 1024;

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private static final long BURST = 60 * INTERVAL;

	private static final int NETWORK_BYTES = 8;

	private final LongSupplier nanoTime;

	/**
	 * When each address will have paid for its failures, one interval for each.
	 */
	private final Map<String, Long> settled = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > MAX_ADDRESSES;
		}

	};

	/**
	 * Create the limit.
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public FailureLimit(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Count a failure.
	 * @param address IP address of the caller, {@code null} if unknown
	 * @return whether it is one too many; such failures cost the address nothing further
	 */
	boolean isExceededBy(@Nullable String address) {
		String key = network(address);
		synchronized (this.settled) {
			long now = this.nanoTime.getAsLong();
			long debt = debt(key, now);
			if (debt + INTERVAL > BURST) {
				return true;
			}
			this.settled.put(key, now + debt + INTERVAL);
			return false;
		}
	}

	/**
	 * Tell whether an address has failed so often that its next failure is one too many.
	 * @param address IP address of the caller, {@code null} if unknown
	 */
	boolean isReachedBy(@Nullable String address) {
		String key = network(address);
		synchronized (this.settled) {
			return debt(key, this.nanoTime.getAsLong()) + INTERVAL > BURST;
		}
	}

	private long debt(String key, long now) {
		Long before = this.settled.get(key);
		return (before != null) ? Math.max(before - now, 0) : 0;
	}

	int size() {
		synchronized (this.settled) {
			return this.settled.size();
		}
	}

	private static String network(@Nullable String address) {
		if (address == null || address.indexOf(':') < 0) {
			return String.valueOf(address);
		}
		try {
			// in brackets it is never looked up as a name
			byte[] bytes = InetAddress.getByName('[' + address + ']').getAddress();
			return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
