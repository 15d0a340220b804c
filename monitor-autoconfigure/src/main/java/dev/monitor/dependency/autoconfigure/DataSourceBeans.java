package dev.monitor.dependency.autoconfigure;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import dev.monitor.check.Probe;
import dev.monitor.dependency.hikari.HikariBorrower;
import dev.monitor.dependency.jdbc.Borrower;
import dev.monitor.dependency.jdbc.ConnectionProbe;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.sql.pool.KnownPools;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.util.ClassUtils;

/**
 * Data sources by their bean names, found when they are checked and not before.
 */
final class DataSourceBeans {

	private static final String NEEDED = "org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider";

	private static final String HIKARI = "com.zaxxer.hikari.pool.HikariPool";

	private final ListableBeanFactory beans;

	DataSourceBeans(ListableBeanFactory beans) {
		this.beans = beans;
	}

	Probe probe(ConfiguredProbe configured, Duration timeout) {
		String property = configured.property("data-source");
		String bean = configured.dataSource();
		if (!ClassUtils.isPresent(NEEDED, null)) {
			throw new InvalidPropertyException(property, bean, "needs spring-boot-jdbc, which is not there",
					"Add spring-boot-starter-jdbc to the application.");
		}
		List<String> known = List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, DataSource.class, true, false));
		if (!known.contains(bean)) {
			throw new InvalidPropertyException(property, bean, "names no bean of type DataSource",
					known.isEmpty() ? "Define one, for instance with spring.datasource.url."
							: "Set it to one of these beans: " + String.join(", ", known) + ".");
		}
		return Jdbc.probe(this.beans, configured, timeout);
	}

	/**
	 * What can only be loaded with spring-boot-jdbc.
	 */
	private static final class Jdbc {

		static Probe probe(ListableBeanFactory beans, ConfiguredProbe configured, Duration timeout) {
			return new ConnectionProbe(() -> beans.getBean(configured.dataSource(), DataSource.class),
					ClassUtils.isPresent(HIKARI, null) ? new HikariBorrower(timeout) : Borrower.PLAIN,
					new KnownPools(beans.getBeanProvider(DataSourcePoolMetadataProvider.class)::orderedStream),
					timeout);
		}

	}

}
