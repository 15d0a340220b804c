package dev.monitor.port.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.monitor.http.HostPort;
import dev.monitor.task.DaemonThread;

/**
 * Opens connections: to the first address of a host that takes one.
 *
 * @param timeout how long to look up the name, and again to connect, over all addresses
 */
record Connector(Duration timeout) {

	Socket connect(HostPort target) throws IOException {
		InetAddress[] addresses = addresses(target.host());
		int share = (int) Math.max(1, this.timeout.toMillis() / addresses.length);
		IOException failure = new UnknownHostException("The host has no address");
		for (InetAddress address : addresses) {
			Socket socket = new Socket();
			try {
				socket.connect(new InetSocketAddress(address, target.port()), share);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				failure = ex;
			}
		}
		throw failure;
	}

	/**
	 * A resolver that does not answer cannot be interrupted, so it is left to a thread of
	 * its own.
	 */
	private InetAddress[] addresses(String host) throws IOException {
		FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
		DaemonThread.of("monitor-client-lookup", lookup).start();
		try {
			return lookup.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new UnknownHostException("Unknown host");
		}
		catch (TimeoutException ex) {
			throw new SocketTimeoutException("The name of the host was not looked up in time");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted");
		}
	}

}
