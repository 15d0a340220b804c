package dev.monitor.meter.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The meters of a child context in the registry of its parent: Spring Boot binds those of
 * the context that has the registry. Binders that the parent has too, under the same
 * name, are bound there already.
 */
final class ChildMeters implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beans;

	ChildMeters(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		BeanFactory parent = this.beans.getParentBeanFactory();
		if (parent == null || this.beans.getBeanNamesForType(MeterRegistry.class, true, false).length > 0) {
			return;
		}
		this.beans.getBeanProvider(MeterRegistry.class).ifUnique((registry) -> {
			for (String name : this.beans.getBeanNamesForType(MeterBinder.class, true, false)) {
				if (!parent.containsBean(name)) {
					this.beans.getBean(name, MeterBinder.class).bindTo(registry);
				}
			}
		});
	}

}
