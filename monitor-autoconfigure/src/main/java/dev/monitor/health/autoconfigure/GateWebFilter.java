package dev.monitor.health.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.monitor.gate.Gates;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.reactive.AnswerWebFilter;
import dev.monitor.http.servlet.FilterOrder;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebFilter;

/**
 * The addresses on the main port of a reactive application, unless they have a listener
 * of their own. The gates are found at the first request, as in {@link GateFilter}.
 */
@ConditionalOnClass({ WebFilter.class, Mono.class })
@ConditionalOnProperty(name = HealthListenerConfiguration.PROPERTY, havingValue = "false", matchIfMissing = true)
class GateWebFilter extends AnswerWebFilter implements OwnPaths {

	private final Set<String> paths;

	@Autowired
	GateWebFilter(HealthProperties properties, ObjectProvider<Gates> gates,
			ObjectProvider<ApplicationAvailability> availability) {
		this(GatePaths.answers(properties, SingletonSupplier.of(gates::getObject), availability.getIfAvailable()));
	}

	private GateWebFilter(Map<String, Function<HttpRequest, HttpResponse>> answers) {
		super(answers, FilterOrder.GATES.value());
		this.paths = answers.keySet();
	}

	Set<String> paths() {
		return this.paths;
	}

	@Override
	public boolean contain(String path) {
		return this.paths.contains(path);
	}

}
