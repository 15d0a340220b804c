package dev.monitor.database.autoconfigure;

import java.util.Comparator;

import dev.monitor.database.Database;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Order of databases: first the one whose data source is injected where none is named,
 * then the others by name, and last what stands for no data source.
 */
final class PrimaryFirst implements Comparator<Database> {

	private final Comparator<Database> order = Comparator.<Database>comparingInt(this::rank)
		.thenComparing(Database::name);

	private final ConfigurableListableBeanFactory beans;

	PrimaryFirst(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public int compare(Database first, Database second) {
		return this.order.compare(first, second);
	}

	private int rank(Database database) {
		if (!this.beans.containsBeanDefinition(database.name())) {
			return (database.dataSource() != null) ? 1 : 3;
		}
		BeanDefinition definition = this.beans.getMergedBeanDefinition(database.name());
		if (definition.isPrimary()) {
			return 0;
		}
		boolean candidate = definition.isAutowireCandidate() && !definition.isFallback()
				&& (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate());
		return candidate ? 1 : 2;
	}

}
