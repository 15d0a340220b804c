package dev.monitor.listener.lifecycle;

import java.io.IOException;
import java.net.InetSocketAddress;

import dev.monitor.listener.Listener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Opens a {@link Listener} ahead of the web server and closes it after everything else,
 * so that clients see the whole of a start and of a shutdown. Publishes its port as
 * {@code local.monitor.<name>.port}. Thread-safe.
 */
public final class ListenerLifecycle implements SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(ListenerLifecycle.class);

	private final String name;

	private final ListenAddress address;

	private final Opening opening;

	private final ConfigurableEnvironment environment;

	private @Nullable Listener listener;

	/**
	 * Create the lifecycle of a listener.
	 * @param name what it serves, a word
	 * @param address where to listen
	 * @param opening opens it
	 * @param environment takes the port
	 */
	public ListenerLifecycle(String name, ListenAddress address, Opening opening, ConfigurableEnvironment environment) {
		this.name = name;
		this.address = address;
		this.opening = opening;
		this.environment = environment;
	}

	@Override
	public synchronized void start() {
		if (this.listener != null) {
			return;
		}
		try {
			Listener opened = this.opening.open(this.address.resolve());
			this.listener = opened;
			ListenerPorts.publish(this.environment, this.name, opened.port());
			logger.info("Listener for {} started on port {}", this.name, opened.port());
		}
		catch (IOException ex) {
			throw this.address.unusable(ex);
		}
	}

	@Override
	public synchronized void stop() {
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
		return this.listener != null;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * Opens a listener.
	 */
	@FunctionalInterface
	public interface Opening {

		/**
		 * Open the listener.
		 * @param address where to listen
		 * @return the listener
		 * @throws IOException if the address cannot be used
		 */
		Listener open(InetSocketAddress address) throws IOException;

	}

}
