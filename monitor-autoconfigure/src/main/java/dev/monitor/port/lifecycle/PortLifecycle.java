package dev.monitor.port.lifecycle;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.monitor.listener.ClassFiles;
import dev.monitor.listener.Listener;
import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.listener.lifecycle.ListenerPorts;
import dev.monitor.port.PortNumber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Opens the monitor port, ahead of the web server if its number is given and beside the
 * web server otherwise, and closes it after everything else. The application goes on
 * without a port that cannot be opened. Thread-safe.
 */
public final class PortLifecycle implements SmartLifecycle, DisposableBean, ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(PortLifecycle.class);

	private static final int PATIENCE_MILLIS = 1000;

	private static final List<String> FIRST_WORDS = List.of("health_check\n", "agent_check\n", "?\n",
			"GET / HTTP/1.0\r\n\r\n");

	private final String host;

	private final @Nullable Integer given;

	private final ListenerLifecycle.Opening opening;

	private final ConfigurableEnvironment environment;

	private final @Nullable PortLifecycle outer;

	private boolean running;

	private @Nullable Listener listener;

	/**
	 * Create the lifecycle.
	 * @param host the address to listen on
	 * @param port the port, 0 for any free one, {@code null} for the web server's and 80
	 * @param opening opens it
	 * @param environment takes the actual port, as {@code local.monitor.port.port}
	 * @param outer that of the parent context, which makes way for this one; {@code null}
	 * if there is none
	 */
	public PortLifecycle(String host, @Nullable Integer port, ListenerLifecycle.Opening opening,
			ConfigurableEnvironment environment, @Nullable PortLifecycle outer) {
		this.host = host;
		this.given = port;
		this.opening = opening;
		this.environment = environment;
		this.outer = outer;
	}

	@Override
	public synchronized void start() {
		this.running = true;
		if (this.given != null) {
			open(this.given);
		}
	}

	/**
	 * Open the port beside the web server's, unless it was given.
	 * @param webServerPort the port that the web server listens on
	 */
	public synchronized void openBeside(int webServerPort) {
		if (this.given == null && this.running) {
			open(webServerPort + PortNumber.DISTANCE);
		}
	}

	private void open(int port) {
		if (this.listener != null) {
			return;
		}
		if (this.outer != null) {
			this.outer.stop();
		}
		InetSocketAddress address = (port <= PortNumber.HIGHEST) ? new InetSocketAddress(this.host, port) : null;
		if (address == null || address.isUnresolved()) {
			warn(port, (address == null) ? "There is no such port" : "Unknown host");
			return;
		}
		try {
			Listener opened = this.opening.open(address);
			this.listener = opened;
			ListenerPorts.publish(this.environment, "port", opened.port());
			logger.info("Monitor port started on {}", at(opened.port()));
			if (!address.getAddress().isLoopbackAddress()) {
				logger.info("The monitor port has no login. Every caller that can reach {} can run its commands.",
						at(opened.port()));
			}
		}
		catch (IOException ex) {
			warn(port, ex.getMessage());
		}
	}

	/**
	 * Ask the port, on whose thread what answers is loaded then, if it could not be
	 * loaded at any later time.
	 */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		InetSocketAddress address = address();
		if (address == null || ClassFiles.stayOpen()) {
			return;
		}
		for (String words : FIRST_WORDS) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(this.host, address.getPort()), PATIENCE_MILLIS);
				socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				logger.trace("Monitor port could not be asked", ex);
			}
		}
	}

	private void warn(int port, @Nullable String reason) {
		logger.warn(
				"The application goes on without its monitor port on {}: {}. Set monitor.port.port to a free port "
						+ "and monitor.port.address to an address of this machine, or monitor.port.enabled to false.",
				at(port), reason);
	}

	private String at(int port) {
		return (this.host.contains(":") ? "[" + this.host + "]" : this.host) + ":" + port;
	}

	/**
	 * Return where the port is.
	 * @return host and port, {@code null} while it is not open
	 */
	public synchronized @Nullable InetSocketAddress address() {
		return (this.listener != null) ? InetSocketAddress.createUnresolved(this.host, this.listener.port()) : null;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.listener != null) {
			this.listener.close();
			this.listener = null;
		}
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
