package dev.monitor.sql.autoconfigure;

import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolStatus;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import dev.monitor.sql.jdbc.ProxyRuntimeHints;
import dev.monitor.sql.pool.KnownPools;
import dev.monitor.sql.pool.RootPoolMetadata;
import io.r2dbc.spi.ConnectionFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.HikariDataSourcePoolMetadata;
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
@ConditionalOnSwitch("monitor.enabled")
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

	@Bean
	@ConditionalOnMonitorFeature("dashboard")
	PoolStatus monitorPoolStatus(ConnectionHolders holders, ObjectProvider<PoolReader> pools) {
		return new PoolStatus(holders, pools.getIfAvailable(() -> PoolReader.NONE));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataSourcePoolMetadataProvider.class)
	static class PoolConfiguration {

		@Bean
		RootPoolMetadata monitorRootPoolMetadata(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new RootPoolMetadata(providers::orderedStream);
		}

		@Bean
		KnownPools monitorPoolReader(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new KnownPools(providers::orderedStream);
		}

		/**
		 * Spring Boot has none where there is a connection factory of R2DBC: then it
		 * makes no data source, and Hikari's pools of the application are unknown. A
		 * second one says the same.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ HikariDataSource.class, ConnectionFactory.class })
		static class HikariConfiguration {

			@Bean
			DataSourcePoolMetadataProvider monitorHikariPoolMetadata() {
				return (dataSource) -> (DataSourceUnwrapper.unwrapRoot(dataSource) instanceof HikariDataSource pool)
						? new HikariDataSourcePoolMetadata(pool) : null;
			}

		}

	}

}
