package dev.monitor.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells loopback addresses and the names that stand for them (RFC 6761, section 6.3).
 * Never asks the name service.
 */
final class Loopback {

	private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

	private Loopback() {
	}

	static boolean isAddress(@Nullable String address) {
		if (address == null || !isLiteral(address)) {
			return false;
		}
		try {
			return InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	static boolean isHost(@Nullable String host) {
		if (host == null) {
			return false;
		}
		String name = host.toLowerCase(Locale.ROOT);
		return name.equals("localhost") || name.endsWith(".localhost") || isAddress(name);
	}

	/**
	 * {@link InetAddress} looks up everything else. What has a colon it either parses or
	 * refuses.
	 */
	private static boolean isLiteral(String address) {
		return address.indexOf(':') >= 0 || IPV4.matcher(address).matches();
	}

}
