package dev.monitor.port.lifecycle;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * Where the monitor port is to be.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one, {@code null} for the one beside the web
 * server's
 */
public record PortAddress(String host, @Nullable Integer port) {

	/**
	 * How far the port is from the web server's.
	 */
	static final int DISTANCE = 80;

	static final int HIGHEST = 65535;

	InetSocketAddress at(int actualPort) {
		return new InetSocketAddress(this.host, actualPort);
	}

	String text(int actualPort) {
		return (this.host.contains(":") ? '[' + this.host + ']' : this.host) + ':' + actualPort;
	}

}
