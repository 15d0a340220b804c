package dev.monitor.listener.lifecycle;

import java.io.IOException;
import java.net.InetSocketAddress;

import dev.monitor.http.HostPort;
import dev.monitor.property.InvalidPropertyException;

/**
 * An address to listen on, as it was configured.
 *
 * @param property full name of the property
 * @param value the property's value, {@code host:port}
 */
public record ListenAddress(String property, String value) {

	/**
	 * Look up the host.
	 * @return the address
	 * @throws InvalidPropertyException if it is none
	 */
	public InetSocketAddress resolve() {
		HostPort parsed;
		try {
			parsed = HostPort.parse(this.value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("is not an address with a port",
					"Write host:port, such as 0.0.0.0:8081 or [::1]:8081; port 0 is any free one.");
		}
		InetSocketAddress address = new InetSocketAddress(parsed.host(), parsed.port());
		if (address.isUnresolved()) {
			throw invalid("names an unknown host", "Write an address of this machine, or 0.0.0.0 for all of them.");
		}
		return address;
	}

	InvalidPropertyException unusable(IOException ex) {
		return invalid("cannot be listened on: " + ex.getMessage(),
				"Write another host:port, stop the process that uses this one, or write port 0 for any free one.");
	}

	private InvalidPropertyException invalid(String problem, String remedy) {
		return new InvalidPropertyException(this.property, this.value, problem, remedy);
	}

}
