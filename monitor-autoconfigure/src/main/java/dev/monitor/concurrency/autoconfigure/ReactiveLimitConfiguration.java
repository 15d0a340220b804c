package dev.monitor.concurrency.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.jetty.BodyFailureHandler;
import dev.monitor.concurrency.reactive.ConcurrencyLimitWebFilter;
import dev.monitor.concurrency.reactive.CorsHeaders;
import dev.monitor.concurrency.reactive.ElasticServer;
import dev.monitor.concurrency.reactive.Exclusions;
import dev.monitor.concurrency.reactive.NettyServer;
import dev.monitor.concurrency.reactive.PacedHttpHandler;
import dev.monitor.concurrency.reactive.ReactiveServer;
import dev.monitor.concurrency.reactive.Rejections;
import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import dev.monitor.concurrency.tomcat.TomcatBodyValve;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestMark;
import dev.monitor.http.autoconfigure.ServerAttributes;
import dev.monitor.http.jetty.CompletionLog;
import dev.monitor.http.jetty.RequestLogs;
import dev.monitor.http.tomcat.CompletionValve;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.WebFilter;

/**
 * The filter that limits requests of reactive applications.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ WebFilter.class, Mono.class })
class ReactiveLimitConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConcurrencyLimitWebFilter monitorConcurrencyLimitWebFilter(ConcurrencyLimit limit, ConcurrencyProperties properties,
			ObjectProvider<OwnPaths> ownPaths, ObjectProvider<RequestMark> ownRequests,
			ObjectProvider<RequestPriority> priorities, ApplicationContext application) {
		Exclusions exclusions = new Exclusions(FrontSettings.exclusions(properties, ownPaths),
				ownRequests.getIfAvailable());
		Rejections rejections = new Rejections(FrontSettings.answers(limit, properties.getReject()), new CorsHeaders(
				beans(application, CorsConfigurationSource.class), beans(application, HandlerMapping.class)));
		return new ConcurrencyLimitWebFilter(exclusions, FrontSettings.rules(limit, properties, priorities), rejections,
				properties.getStreaming(), servers(application.getClassLoader()),
				ServerAttributes.find(application.getClassLoader()));
	}

	private static <T> Supplier<List<T>> beans(ApplicationContext application, Class<T> type) {
		return SingletonSupplier.of(() -> application.getBeanProvider(type).orderedStream().toList());
	}

	private static List<ReactiveServer> servers(@Nullable ClassLoader loader) {
		List<ReactiveServer> servers = new ArrayList<>();
		if (ClassUtils.isPresent("reactor.netty.http.server.HttpServerRequest", loader)) {
			servers.add(new NettyServer());
		}
		if (ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", loader)) {
			servers.add(new ServletServer());
		}
		return servers;
	}

	/**
	 * A servlet container, which may end a request without a word when the client leaves.
	 */
	private static final class ServletServer extends ElasticServer {

		@Override
		public boolean supports(Object request) {
			return request instanceof HttpServletRequest;
		}

		@Override
		public void whenDropped(Object request, Runnable end) {
			((HttpServletRequest) request).setAttribute(ReleaseOnComplete.PERMIT_ATTRIBUTE, end);
		}

		@Override
		public void abandonBody(Object request) {
			if (((HttpServletRequest) request).getAttribute(SlowBody.ABANDON_ATTRIBUTE) instanceof Runnable abandon) {
				abandon.run();
			}
		}

	}

	/**
	 * Measures bodies.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BodyConfiguration implements HttpHandlerDecoratorFactory {

		private final @Nullable SlowBody limit;

		BodyConfiguration(ConcurrencyProperties properties) {
			this.limit = properties.slowBody();
		}

		@Override
		public HttpHandler apply(HttpHandler handler) {
			return (this.limit != null) ? new PacedHttpHandler(handler, this.limit, System::nanoTime) : handler;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
	static class TomcatCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			factory.addEngineValves(new CompletionValve(ReleaseOnComplete.PERMIT_ATTRIBUTE), new TomcatBodyValve());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class })
	static class JettyCustomizer implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

		@Override
		public void customize(ConfigurableJettyWebServerFactory factory) {
			factory.addServerCustomizers((server) -> {
				RequestLogs.add(server, new CompletionLog(ReleaseOnComplete.PERMIT_ATTRIBUTE));
				server.insertHandler(new BodyFailureHandler());
			});
		}

	}

}
