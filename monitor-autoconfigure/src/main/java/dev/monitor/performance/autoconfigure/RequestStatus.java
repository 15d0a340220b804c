package dev.monitor.performance.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import dev.monitor.performance.http.HttpRequestsStatus;
import dev.monitor.performance.http.RequestTimesStatus;
import dev.monitor.performance.http.RouteStatus;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * The requests of a web application, those of each route for the dashboard alone.
 */
@ConditionalOnWebApplication
@ConditionalOnClass(MeterRegistry.class)
class RequestStatus implements StatusGroup {

	private final SingletonSupplier<List<StatusSource>> sources;

	RequestStatus(ObjectProvider<MeterRegistry> registries, Environment environment) {
		this.sources = SingletonSupplier.of(() -> make(new SingleRegistries(registries), environment));
	}

	private static List<StatusSource> make(Supplier<List<MeterRegistry>> registries, Environment environment) {
		String timer = environment.getProperty("management.observations.http.server.requests.name",
				"http.server.requests");
		HttpRequestsStatus all = new HttpRequestsStatus(timer, registries);
		return environment.getProperty("monitor.dashboard.enabled", Boolean.class, true)
				? List.of(all, new RouteStatus(timer, registries), new RequestTimesStatus(timer, registries))
				: List.of(all);
	}

	@Override
	public List<StatusSource> sources() {
		return this.sources.obtain();
	}

}
