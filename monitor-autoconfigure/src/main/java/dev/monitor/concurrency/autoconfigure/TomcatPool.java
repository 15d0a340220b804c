package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import dev.monitor.concurrency.tomcat.TomcatBodyPaceValve;
import dev.monitor.http.tomcat.CompletionValve;
import org.jspecify.annotations.Nullable;

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

	private final @Nullable SlowBody slowBody;

	TomcatPool(TomcatServerProperties properties, ConcurrencyProperties concurrency) {
		this.properties = properties;
		this.slowBody = concurrency.slowBody();
	}

	@Override
	public ServerThreads threads() {
		return new ServerThreads(this.properties.getThreads().getMax(), "server.tomcat.threads.max");
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new CompletionValve(ReleaseOnComplete.PERMIT_ATTRIBUTE));
		if (this.slowBody != null) {
			factory.addContextValves(new TomcatBodyPaceValve(this.slowBody));
		}
	}

}
