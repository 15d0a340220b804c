package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.tomcat.TomcatCompletionValve;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * {@link ServerPool} of Tomcat.
 */
@ConditionalOnClass({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
@ConditionalOnBean({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
class TomcatPool implements ServerPool, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final TomcatServerProperties properties;

	TomcatPool(TomcatServerProperties properties) {
		this.properties = properties;
	}

	@Override
	public ServerThreads threads() {
		return new ServerThreads(this.properties.getThreads().getMax(), "server.tomcat.threads.max");
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new TomcatCompletionValve());
	}

}
