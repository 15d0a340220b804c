package dev.monitor.jdbc.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.jdbc.ConnectionHolders;
import dev.monitor.jdbc.DataSourceObserver;
import dev.monitor.jdbc.StatementListener;
import dev.monitor.jdbc.pool.PoolStatus;
import dev.monitor.jdbc.pool.RootPoolMetadata;
import dev.monitor.jdbc.proxy.DataSourcePostProcessor;
import dev.monitor.jdbc.proxy.ProxyRuntimeHints;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link AutoConfiguration Auto-configuration} for the proxy around data sources, if
 * anyone observes them: a feature, which has to come before, or a bean of the
 * application. It goes ahead of Boot's data sources because the first provider that knows
 * a pool is the one that is believed.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBooleanProperty(name = "monitor.enabled", matchIfMissing = true)
@ConditionalOnClass({ DataSource.class, ProxyConfig.class })
@ConditionalOnBean(DataSourceObserver.class)
@ImportRuntimeHints(ProxyRuntimeHints.class)
public final class ObservedDataSourceAutoConfiguration {

	@Bean
	static DataSourcePostProcessor monitorDataSourcePostProcessor(ObjectProvider<DataSourceObserver> observers,
			ObjectProvider<StatementListener> listeners, ObjectProvider<ConnectionHolders> holders) {
		return new DataSourcePostProcessor(() -> Stream.concat(observers.orderedStream(),
				listeners.orderedStream()
					.filter((listener) -> !(listener instanceof DataSourceObserver))
					.map((listener) -> (name, dataSource) -> listener)),
				holders::getIfAvailable);
	}

	@Bean
	@ConditionalOnMonitorFeature("dashboard")
	ConnectionHolders monitorConnectionHolders(ObjectProvider<RequestsInFlight> requests) {
		SingletonSupplier<RequestsInFlight> inFlight = SingletonSupplier.ofNullable(requests::getIfAvailable);
		return new ConnectionHolders(System::nanoTime, (thread) -> {
			RequestsInFlight known = inFlight.get();
			return (known != null) ? known.servedBy(thread) : null;
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataSourcePoolMetadataProvider.class)
	static class PoolConfiguration {

		@Bean
		RootPoolMetadata monitorRootPoolMetadata(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new RootPoolMetadata(providers::orderedStream);
		}

		@Bean
		PoolUsageReader monitorPoolUsage(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new PoolUsageReader(providers);
		}

		@Bean
		@ConditionalOnMonitorFeature("dashboard")
		PoolStatus monitorPoolStatus(ConnectionHolders holders,
				ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			SingletonSupplier<List<DataSourcePoolMetadataProvider>> all = SingletonSupplier
				.of(() -> providers.orderedStream().toList());
			return new PoolStatus(holders, all::obtain);
		}

	}

}
