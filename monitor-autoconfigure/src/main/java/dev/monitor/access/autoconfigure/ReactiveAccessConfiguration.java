package dev.monitor.access.autoconfigure;

import dev.monitor.access.AccessEvents;
import dev.monitor.access.netty.NettyAccessLog;
import dev.monitor.access.reactive.ArrivalWebFilter;
import dev.monitor.access.reactive.UserWebFilter;
import dev.monitor.http.autoconfigure.ServerAttributes;
import dev.monitor.http.reactive.RequestAttributes;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.server.WebFilter;

/**
 * Access events of reactive applications: what filters know for them, and Reactor Netty.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ WebFilter.class, Mono.class })
class ReactiveAccessConfiguration {

	private final RequestAttributes attributes = ServerAttributes.find(getClass().getClassLoader());

	@Bean
	ArrivalWebFilter monitorArrivalWebFilter() {
		return new ArrivalWebFilter(this.attributes);
	}

	@Bean
	UserWebFilter monitorUserWebFilter() {
		return new UserWebFilter(this.attributes);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
	static class NettyCustomizer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		private final NettyAccessLog log;

		NettyCustomizer(AccessEvents events, Environment environment) {
			String base = environment.getProperty("spring.webflux.base-path", "");
			this.log = new NettyAccessLog(events, StringUtils.trimTrailingCharacter(base, '/'));
		}

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers(this.log::observe);
		}

	}

}
