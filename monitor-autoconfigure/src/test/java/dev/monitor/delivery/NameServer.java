package dev.monitor.delivery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A name server that knows no name, see RFC 1035.
 */
final class NameServer implements AutoCloseable {

	private static final int QUERY_ROOM = 512;

	private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

	/**
	 * Start it.
	 * @param code the response code, such as 3 for a name that does not exist; negative:
	 * no response
	 */
	NameServer(int code) throws IOException {
		Thread thread = new Thread(() -> serve(code), "name-server");
		thread.setDaemon(true);
		thread.start();
	}

	InetSocketAddress address() {
		return new InetSocketAddress(this.socket.getLocalAddress(), this.socket.getLocalPort());
	}

	private void serve(int code) {
		DatagramPacket packet = new DatagramPacket(new byte[QUERY_ROOM], QUERY_ROOM);
		try {
			while (code >= 0) {
				packet.setLength(QUERY_ROOM);
				this.socket.receive(packet);
				byte[] message = packet.getData();
				message[2] = (byte) (message[2] | 0x80);
				message[3] = (byte) (0x80 | code);
				// no additional records, such as those of EDNS
				message[10] = 0;
				message[11] = 0;
				this.socket.send(packet);
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
