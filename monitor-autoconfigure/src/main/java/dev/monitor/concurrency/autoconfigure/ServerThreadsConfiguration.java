package dev.monitor.concurrency.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads the size of the web server's thread pool.
 */
@Configuration(proxyBeanMethods = false)
class ServerThreadsConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
	@ConditionalOnBean({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
	static class TomcatConfiguration {

		@Bean
		ServerThreads monitorTomcatThreads(TomcatServerProperties properties) {
			return new ServerThreads(properties.getThreads().getMax(), "server.tomcat.threads.max");
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

	}

}
