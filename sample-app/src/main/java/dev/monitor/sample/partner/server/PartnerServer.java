package dev.monitor.sample.partner.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * The server of a partner who takes orders, on the loopback interface alone, with a
 * switch to try what happens if it does not.
 */
@Component
public class PartnerServer implements AutoCloseable {

	private final ExecutorService threads;

	private final int port;

	private @Nullable HttpServer server;

	private Mode mode = Mode.OK;

	PartnerServer(@Value("${sample.partner.port}") int port) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("partner-");
		factory.setDaemon(true);
		this.threads = Executors.newCachedThreadPool(factory);
		this.server = listen(port);
		this.port = this.server.getAddress().getPort();
	}

	/**
	 * Return the address for orders.
	 * @return the address
	 */
	public String url() {
		return "http://localhost:" + this.port + "/orders";
	}

	synchronized void turn(Mode mode) {
		this.mode = mode;
		notifyAll();
		if (mode == Mode.REFUSE) {
			stop();
		}
		else if (this.server == null) {
			this.server = listen(this.port);
		}
	}

	private HttpServer listen(int port) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
			server.setExecutor(this.threads);
			server.createContext("/orders", this::take);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new PortInUseException(port, ex);
		}
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.sendResponseHeaders((awaitAnswer() == Mode.GONE) ? 410 : 204, -1);
		}
	}

	private synchronized Mode awaitAnswer() {
		try {
			while (this.mode == Mode.HANG) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.mode;
	}

	private void stop() {
		if (this.server != null) {
			this.server.stop(0);
			this.server = null;
		}
	}

	@Override
	public synchronized void close() {
		stop();
		this.threads.shutdownNow();
	}

	enum Mode {

		/**
		 * Take orders.
		 */
		OK,

		/**
		 * Answer that nobody takes orders here any more.
		 */
		GONE,

		/**
		 * Do not answer.
		 */
		HANG,

		/**
		 * Do not listen.
		 */
		REFUSE

	}

}
