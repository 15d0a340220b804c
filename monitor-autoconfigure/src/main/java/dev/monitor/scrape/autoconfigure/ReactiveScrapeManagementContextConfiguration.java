package dev.monitor.scrape.autoconfigure;

import java.time.Duration;
import java.util.function.BiConsumer;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.guard.AccessGuard;
import dev.monitor.http.Answer;
import dev.monitor.http.HttpRequest;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.actuate.OperationMetrics;
import dev.monitor.scrape.actuate.ScrapeAdvisor;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.listener.ScrapeResponder;
import dev.monitor.scrape.reactive.ScrapeWebFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebFilter;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that does what
 * {@link ScrapeManagementContextConfiguration} does, in a reactive application. Reads the
 * guard, and renders, on threads of Monitor's.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ PrometheusMeterRegistry.class, PrometheusScrapeEndpoint.class, WebFilter.class, Mono.class })
class ReactiveScrapeManagementContextConfiguration extends ScrapeWebFilter implements AutoCloseable {

	private static final Duration TIME_TO_RENDER = Duration.ofSeconds(10);

	private final @Nullable ScrapeResponder responder;

	@Autowired
	ReactiveScrapeManagementContextConfiguration(AccessGuard guard, ScrapeAdvisor advisor, Environment environment,
			ObjectProvider<PathMappedEndpoints> mapped, ObjectProvider<WebEndpointsSupplier> endpoints) {
		this(mapped,
				ScrapeListenerConfiguration
					.isOn(environment)
							? null
							: new ScrapeResponder("", guard,
									(accept, names) -> new OperationMetrics(endpoints.getObject(), advisor,
											ReactiveScrapeManagementContextConfiguration::await)
										.render(accept, names)));
	}

	private ReactiveScrapeManagementContextConfiguration(ObjectProvider<PathMappedEndpoints> endpoints,
			@Nullable ScrapeResponder responder) {
		super(SingletonSupplier.of(() -> ScrapeExposure.path(endpoints.getObject())), answers(responder));
		this.responder = responder;
	}

	private static @Nullable Object await(@Nullable Object result) {
		return (result instanceof Publisher<?> publisher) ? Mono.from(publisher).block(TIME_TO_RENDER) : result;
	}

	private static BiConsumer<HttpRequest, Answer> answers(@Nullable ScrapeResponder responder) {
		return (responder != null) ? responder::serve
				: (request, answer) -> answer.accept(ScrapeGuard.SERVED_ELSEWHERE);
	}

	@Override
	public void close() {
		if (this.responder != null) {
			this.responder.close();
		}
	}

}
