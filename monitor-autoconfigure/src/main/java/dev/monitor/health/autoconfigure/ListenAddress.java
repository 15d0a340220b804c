package dev.monitor.health.autoconfigure;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.property.InvalidPropertyException;

/**
 * Reads {@code monitor.health.listen-address}.
 */
final class ListenAddress {

	static final String PROPERTY = "monitor.health.listen-address";

	private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%\\w]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");

	private ListenAddress() {
	}

	static InetSocketAddress of(String value) {
		Matcher matcher = FORM.matcher(value);
		if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
			throw new InvalidPropertyException(PROPERTY, value, "is not an address with a port",
					"Write host:port, such as 0.0.0.0:8081 or [::1]:8081; port 0 is any free one.");
		}
		InetSocketAddress address = new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
		if (address.isUnresolved()) {
			throw new InvalidPropertyException(PROPERTY, value, "names an unknown host",
					"Write an address of this machine, or 0.0.0.0 for all of them.");
		}
		return address;
	}

}
