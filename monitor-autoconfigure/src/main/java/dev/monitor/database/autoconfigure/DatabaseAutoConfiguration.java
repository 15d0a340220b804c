package dev.monitor.database.autoconfigure;

import java.util.function.Function;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.database.Conflict;
import dev.monitor.database.DatabaseListener;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.DatabaseSampling;
import dev.monitor.database.DatabaseStatus;
import dev.monitor.database.Databases;
import dev.monitor.database.diagnosis.jdbc.DataSourceDiagnostics;
import dev.monitor.database.jdbc.DataSourceProbes;
import dev.monitor.database.metrics.ConflictMetrics;
import dev.monitor.database.metrics.QueryTimers;
import dev.monitor.database.metrics.SampleMetrics;
import dev.monitor.database.r2dbc.DriverConflicts;
import dev.monitor.database.reactive.FailedExchanges;
import dev.monitor.database.servlet.FailedRequests;
import dev.monitor.database.transaction.FailedCommits;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import dev.monitor.status.Diagnostics;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * {@link AutoConfiguration Auto-configuration} for numbers of databases and of what the
 * application does with them.
 */
@AutoConfiguration(before = ObservedDataSourceAutoConfiguration.class)
@ConditionalOnMonitorFeature("database")
@Conditional(OnDatabaseAccessCondition.class)
@EnableConfigurationProperties(DatabaseProperties.class)
public final class DatabaseAutoConfiguration {

	private static final String R2DBC_EXCEPTION = "io.r2dbc.spi.R2dbcException";

	@Bean
	Databases monitorDatabases(DatabaseProperties properties, ObjectProvider<DatabaseProbes> probes,
			ObjectProvider<DatabaseListener> listeners) {
		Databases databases = new Databases(probes.getIfAvailable(() -> DatabaseProbes.NONE),
				DatabaseSettings.of(properties.getSampling()).interval(), System::nanoTime, conflictOf());
		listeners.orderedStream().forEach(databases::addListener);
		return databases;
	}

	private static Function<Throwable, @Nullable Conflict> conflictOf() {
		return ClassUtils.isPresent(R2DBC_EXCEPTION, DatabaseAutoConfiguration.class.getClassLoader())
				? DriverConflicts::of : Conflict::of;
	}

	@Bean
	DatabaseStatus monitorDatabaseStatus(Databases databases, ConfigurableListableBeanFactory beans,
			ObjectProvider<PoolReader> pools) {
		return new DatabaseStatus(databases, new PrimaryFirst(beans), pools.getIfAvailable(() -> PoolReader.NONE));
	}

	/**
	 * Created, and its classes loaded, when somebody asks for it.
	 */
	@Bean
	@Lazy
	Diagnostics monitorDatabaseDiagnostics(Databases databases, ObjectProvider<PoolReader> pools) {
		return DataSourceDiagnostics.of(databases, pools.getIfAvailable(() -> PoolReader.NONE));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSwitch("monitor.database.sampling.enabled")
	@ConditionalOnResource(resources = OnDatabaseAccessCondition.JDBC_DRIVER)
	static class SamplingConfiguration {

		@Bean
		@ConditionalOnMissingBean(DatabaseProbes.class)
		DataSourceProbes monitorDatabaseProbes(DatabaseProperties properties, ObjectProvider<PoolReader> pools) {
			return new DataSourceProbes(pools.getIfAvailable(() -> PoolReader.NONE),
					DatabaseSettings.of(properties.getSampling()).timeout());
		}

		@Bean
		TaskLifecycle monitorDatabaseSampling(Databases databases, DatabaseProperties properties) {
			DatabaseSampling sampling = new DatabaseSampling(databases,
					DatabaseSettings.of(properties.getSampling()).interval());
			return new TaskLifecycle(sampling::start, sampling::stop, TaskLifecycle.WHILE_SERVING);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		QueryTimers monitorQueryTimers() {
			return new QueryTimers();
		}

		@Bean
		MeterBinder monitorDatabaseMetrics(Databases databases) {
			return (registry) -> {
				new ConflictMetrics(databases).bindTo(registry);
				new SampleMetrics(databases).bindTo(registry);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HandlerExceptionResolver.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		FailedRequests monitorDatabaseFailedRequests(Databases databases) {
			return new FailedRequests(databases);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebExceptionHandler.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		FailedExchanges monitorDatabaseFailedExchanges(Databases databases) {
			return new FailedExchanges(databases);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TransactionExecutionListener.class)
	static class TransactionConfiguration {

		@Bean
		FailedCommits monitorDatabaseFailedCommits(Databases databases) {
			return new FailedCommits(databases);
		}

	}

}
