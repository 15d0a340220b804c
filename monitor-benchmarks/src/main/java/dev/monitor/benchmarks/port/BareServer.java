package dev.monitor.benchmarks.port;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.monitor.benchmarks.ServerProcess;

/**
 * Answers each line with OK, and is nothing but that: what it takes is the machine's and
 * the client's time, which no server can save.
 */
final class BareServer {

	private BareServer() {
	}

	public static void main(String[] args) throws IOException {
		ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
		Thread answering = new Thread(() -> answer(server), "answering");
		answering.setDaemon(true);
		answering.start();
		System.out.println(ServerProcess.PORT + server.getLocalPort());
		while (System.in.read() >= 0) {
			// nothing is ever written
		}
	}

	private static void answer(ServerSocket server) {
		while (true) {
			try (Socket socket = server.accept();
					BufferedReader reader = new BufferedReader(
							new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
				reader.readLine();
				socket.getOutputStream().write("OK\n".getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				// a client that has gone
			}
		}
	}

}
