package dev.monitor.sql.autoconfigure;

import java.util.stream.Stream;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.http.RequestInFlight;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolStatus;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import dev.monitor.sql.r2dbc.ConnectionFactoryPostProcessor;
import io.r2dbc.proxy.callback.ProxyConfig;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link AutoConfiguration Auto-configuration} for the proxy around connection factories
 * of R2DBC, if anyone observes them: a feature, which has to come before.
 */
@AutoConfiguration(after = ObservedDataSourceAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch("monitor.enabled")
@ConditionalOnClass({ ConnectionFactory.class, ProxyConfig.class })
@ConditionalOnBean(StatementObserver.class)
public final class ObservedConnectionFactoryAutoConfiguration {

	@Bean
	static ConnectionFactoryPostProcessor monitorConnectionFactoryPostProcessor(
			ObjectProvider<StatementObserver> observers, ObjectProvider<StatementListener> listeners,
			ObjectProvider<ConnectionHolders> holders, ObjectProvider<RequestsInFlight> requests) {
		SingletonSupplier<RequestsInFlight> inFlight = SingletonSupplier.ofNullable(requests::getIfAvailable);
		return new ConnectionFactoryPostProcessor(
				() -> Stream.concat(observers.orderedStream(),
						listeners.orderedStream()
							.filter((listener) -> !(listener instanceof StatementObserver))
							.map((listener) -> (name, pool) -> listener)),
				holders::getIfAvailable, (request) -> name(inFlight.get(), request), System::nanoTime);
	}

	private static @Nullable String name(@Nullable RequestsInFlight inFlight, RequestInFlight request) {
		return (inFlight != null) ? inFlight.nameOf(request) : null;
	}

	/**
	 * What the auto-configuration of data sources has otherwise made for both.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("net.ttddyy.dsproxy.proxy.ProxyConfig")
	@ConditionalOnMonitorFeature("dashboard")
	static class WithoutDataSourcesConfiguration {

		@Bean
		ConnectionHolders monitorConnectionHolders() {
			return new ConnectionHolders(System::nanoTime, (thread) -> null);
		}

		@Bean
		PoolStatus monitorPoolStatus(ConnectionHolders holders) {
			return new PoolStatus(holders, PoolReader.NONE);
		}

	}

}
