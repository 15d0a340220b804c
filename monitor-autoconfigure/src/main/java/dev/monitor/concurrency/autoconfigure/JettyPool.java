package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.jetty.JettyCompletionLog;
import dev.monitor.http.jetty.RequestLogs;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * {@link ServerPool} of Jetty.
 */
@ConditionalOnClass({ JettyServletWebServerFactory.class, JettyServerProperties.class })
@ConditionalOnBean({ JettyServletWebServerFactory.class, JettyServerProperties.class })
class JettyPool implements ServerPool, WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private final JettyServerProperties properties;

	JettyPool(JettyServerProperties properties) {
		this.properties = properties;
	}

	@Override
	public ServerThreads threads() {
		return new ServerThreads(this.properties.getThreads().getMax(), "server.jetty.threads.max");
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> RequestLogs.add(server, new JettyCompletionLog()));
	}

}
