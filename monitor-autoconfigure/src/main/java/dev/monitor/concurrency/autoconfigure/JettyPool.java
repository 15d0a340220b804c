package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.jetty.JettyBodyPaceHandler;
import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import dev.monitor.http.jetty.CompletionLog;
import dev.monitor.http.jetty.RequestLogs;
import org.jspecify.annotations.Nullable;

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

	private final @Nullable SlowBody slowBody;

	JettyPool(JettyServerProperties properties, ConcurrencyProperties concurrency) {
		this.properties = properties;
		this.slowBody = concurrency.slowBody();
	}

	@Override
	public ServerThreads threads() {
		return new ServerThreads(this.properties.getThreads().getMax(), "server.jetty.threads.max");
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers(
				(server) -> RequestLogs.add(server, new CompletionLog(ReleaseOnComplete.PERMIT_ATTRIBUTE)));
		SlowBody limit = this.slowBody;
		if (limit != null) {
			factory.addServerCustomizers((server) -> server.insertHandler(new JettyBodyPaceHandler(limit)));
		}
	}

}
