package dev.monitor.health.autoconfigure;

import java.util.List;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.health.actuate.GatedAvailability;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The gates of a child context among those of its parent, for as long as the child lives:
 * whoever reads the gates, in either context, reads all of them.
 */
@Conditional(ChildGates.OnInheritedGates.class)
class ChildGates implements SmartInitializingSingleton, DisposableBean {

	private final Gates family;

	private final ApplicationContext child;

	private final ObjectProvider<GatedAvailability> availability;

	private List<Gate> joined = List.of();

	ChildGates(Gates monitorGates, ApplicationContext child, ObjectProvider<GatedAvailability> availability) {
		this.family = monitorGates;
		this.child = child;
		this.availability = availability;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.joined = GatesFactory.from(this.child.getBeansOfType(Gate.class)
			.values()
			.stream()
			.sorted(AnnotationAwareOrderComparator.INSTANCE));
		this.family.join(this.joined);
	}

	@Override
	public void destroy() {
		this.family.leave(this.joined);
		new Gates(this.joined).close();
		this.availability.ifAvailable((available) -> available.forget(this.child));
	}

	static class OnInheritedGates implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConfigurableListableBeanFactory beans = context.getBeanFactory();
			BeanFactory parent = (beans != null) ? beans.getParentBeanFactory() : null;
			return parent != null && parent.getBeanProvider(Gates.class).stream().findAny().isPresent();
		}

	}

}
