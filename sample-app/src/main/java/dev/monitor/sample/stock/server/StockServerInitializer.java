package dev.monitor.sample.stock.server;

import java.io.IOException;
import java.util.Map;

import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Binds the stock server to {@code sample.stock.port}, and puts the true port back there
 * when it was 0, before anything else reads it. The server runs from the creation of its
 * bean until the context has stopped everything that calls it.
 */
public class StockServerInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final String PORT_PROPERTY = "sample.stock.port";

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		StockServer server = bind(environment.getRequiredProperty(PORT_PROPERTY, Integer.class));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("stockServer", Map.of(PORT_PROPERTY, server.port())));
		context.registerBean(StockServer.class, server::start);
	}

	private static StockServer bind(int port) {
		try {
			return new StockServer(port);
		}
		catch (IOException ex) {
			throw new PortInUseException(port, ex);
		}
	}

}
