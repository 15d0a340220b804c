package dev.monitor.dependency.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

import dev.monitor.check.Probe;
import dev.monitor.http.HostPort;

/**
 * {@link Probe} that opens a TCP connection and closes it. The name is looked up each
 * time; an interrupt ends the attempt to connect. Thread-safe.
 */
public final class TcpProbe implements Probe {

	private final HostPort address;

	/**
	 * Create the probe.
	 * @param address where to connect to
	 */
	public TcpProbe(HostPort address) {
		this.address = address;
	}

	@Override
	public void check() throws IOException {
		InetSocketAddress target = new InetSocketAddress(this.address.host(), this.address.port());
		if (target.isUnresolved()) {
			throw new UnknownHostException(this.address.host());
		}
		// unlike a socket's, a channel's connect can be interrupted
		SocketChannel.open(target).close();
	}

}
