package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.jetty.JettyCompletionLog;
import dev.monitor.concurrency.tomcat.TomcatCompletionValve;
import dev.monitor.http.jetty.RequestLogs;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What limiting requests takes from the web server: the size of its thread pool, and the
 * end of requests that it tells nobody else.
 */
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
	@ConditionalOnBean({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
	static class TomcatConfiguration {

		@Bean
		ServerThreads monitorTomcatThreads(TomcatServerProperties properties) {
			return new ServerThreads(properties.getThreads().getMax(), "server.tomcat.threads.max");
		}

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> monitorTomcatCompletionCustomizer() {
			return (factory) -> factory.addEngineValves(new TomcatCompletionValve());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JettyServletWebServerFactory.class, JettyServerProperties.class })
	@ConditionalOnBean({ JettyServletWebServerFactory.class, JettyServerProperties.class })
	static class JettyConfiguration {

		@Bean
		ServerThreads monitorJettyThreads(JettyServerProperties properties) {
			return new ServerThreads(properties.getThreads().getMax(), "server.jetty.threads.max");
		}

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> monitorJettyCompletionCustomizer() {
			return (factory) -> factory
				.addServerCustomizers((server) -> RequestLogs.add(server, new JettyCompletionLog()));
		}

	}

}
