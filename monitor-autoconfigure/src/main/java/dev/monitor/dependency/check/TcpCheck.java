package dev.monitor.dependency.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

import dev.monitor.check.Probe;

/**
 * {@link Probe} that opens a TCP connection and closes it. The name is looked up each
 * time; an interrupt ends the attempt to connect. Thread-safe.
 */
public final class TcpCheck implements Probe {

	private final String name;

	private final boolean required;

	private final HostPort address;

	public TcpCheck(String name, boolean required, HostPort address) {
		this.name = name;
		this.required = required;
		this.address = address;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean required() {
		return this.required;
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
