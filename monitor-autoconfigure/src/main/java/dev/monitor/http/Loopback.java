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

	private static final Pattern IPV4 = Pattern.compile("127(?:\\.(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)){3}");

	private Loopback() {
	}

	static boolean isAddress(@Nullable String address) {
		if (address == null) {
			return false;
		}
		return (address.indexOf(':') >= 0) ? isIpv6(address) : IPV4.matcher(address).matches();
	}

	/**
	 * {@link InetAddress} looks up what it takes for a name, but nothing in brackets.
	 */
	private static boolean isIpv6(String address) {
		try {
			return InetAddress.getByName(address.startsWith("[") ? address : '[' + address + ']').isLoopbackAddress();
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

}
