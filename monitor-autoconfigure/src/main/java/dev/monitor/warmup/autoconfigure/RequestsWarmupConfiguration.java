package dev.monitor.warmup.autoconfigure;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

import dev.monitor.http.RequestMark;
import dev.monitor.http.observation.OwnRequestsPredicate;
import dev.monitor.http.spring.ContextPath;
import dev.monitor.warmup.http.RequestsWarmupTask;
import dev.monitor.warmup.http.WarmupRequest;
import io.micrometer.observation.ObservationPredicate;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The task that sends the configured requests to the application's own port, if there are
 * any.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnClass(ServerProperties.class)
@Conditional(RequestsWarmupConfiguration.OnRequests.class)
@EnableConfigurationProperties(ServerProperties.class)
class RequestsWarmupConfiguration {

	@Bean
	RequestMark monitorRequestMark(WarmupProperties properties) {
		return RequestMark.random(!properties.isRecordRequests());
	}

	@Bean
	RequestsWarmupTask monitorRequestsWarmupTask(WarmupProperties properties, ServerProperties server,
			Environment environment, RequestMark mark) {
		List<WarmupRequest> requests = ConfiguredRequests.from(properties, ContextPath.of(environment));
		return new RequestsWarmupTask(requests, () -> ownAddress(server, environment), mark);
	}

	private static @Nullable URI ownAddress(ServerProperties server, Environment environment) {
		int port = environment.getProperty("local.server.port", Integer.class, -1);
		if (port < 1) {
			return null;
		}
		String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
		InetAddress bound = server.getAddress();
		String host = (bound == null || bound.isAnyLocalAddress()) ? "localhost" : bound.getHostAddress();
		return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationPredicate.class)
	static class ObservationConfiguration {

		@Bean
		OwnRequestsPredicate monitorUnmarkedRequestsPredicate(RequestMark mark) {
			return OwnRequestsPredicate.marked(mark);
		}

	}

	static class OnRequests implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Binder.get(context.getEnvironment())
				.bind("monitor.warmup.requests", Bindable.listOf(WarmupProperties.Request.class))
				.map((requests) -> !requests.isEmpty())
				.orElse(false);
		}

	}

}
