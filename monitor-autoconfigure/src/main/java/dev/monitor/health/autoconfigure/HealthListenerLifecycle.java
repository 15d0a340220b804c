package dev.monitor.health.autoconfigure;

import java.io.IOException;
import java.util.Map;

import dev.monitor.health.answer.GateAnswers;
import dev.monitor.health.listener.HealthListener;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Opens the {@link HealthListener} ahead of the web server and closes it after everything
 * else, so that probes see the whole of a start and of a shutdown.
 */
class HealthListenerLifecycle implements SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(HealthListenerLifecycle.class);

	private static final String PORT = "local.monitor.health.port";

	private final String address;

	private final Map<String, GateAnswers> answers;

	private final ConfigurableEnvironment environment;

	private @Nullable HealthListener listener;

	HealthListenerLifecycle(String address, Map<String, GateAnswers> answers, ConfigurableEnvironment environment) {
		this.address = address;
		this.answers = answers;
		this.environment = environment;
	}

	@Override
	public synchronized void start() {
		if (this.listener != null) {
			return;
		}
		try {
			HealthListener opened = HealthListener.open(ListenAddress.of(this.address), this.answers);
			this.listener = opened;
			this.environment.getPropertySources()
				.addFirst(new MapPropertySource("monitor.ports", Map.of(PORT, opened.port())));
			logger.info("Health listener started on port {} with paths {}", opened.port(),
					String.join(", ", this.answers.keySet()));
		}
		catch (IOException ex) {
			throw new InvalidPropertyException(ListenAddress.PROPERTY, this.address,
					"cannot be listened on: " + ex.getMessage(),
					"Write another host:port, stop the process that uses this one, or write port 0 for any free one.");
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

}
