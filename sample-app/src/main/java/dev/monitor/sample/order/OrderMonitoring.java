package dev.monitor.sample.order;

import dev.monitor.dependency.DependencyCheck;
import dev.monitor.metricline.MetricReader;
import dev.monitor.metricline.MetricType;
import dev.monitor.warmup.CacheWarmer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What Monitor is told about orders.
 */
@Configuration(proxyBeanMethods = false)
class OrderMonitoring {

	/**
	 * Orders must be readable. The bean's name is the dependency's.
	 */
	@Bean
	DependencyCheck orderTable(OrderRepository orders) {
		return () -> orders.findLatest(1);
	}

	/**
	 * The latest orders are asked for most: they are in the cache before traffic comes.
	 */
	@Bean
	CacheWarmer latestOrders(OrderRepository orders) {
		return () -> orders.findLatest(100).stream().map((order) -> orders.findById(order.id())).toList();
	}

	/**
	 * How many orders were taken since the last metric line.
	 */
	@Bean
	MetricReader takenOrders(OrderService orders) {
		return (lines) -> lines.add(MetricType.COUNT, "orders.taken", orders.takenSinceLastCall(), "");
	}

}
