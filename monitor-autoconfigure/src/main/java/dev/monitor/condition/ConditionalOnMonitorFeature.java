package dev.monitor.condition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * {@link Conditional @Conditional} that matches unless {@code monitor.enabled} or the
 * feature's own {@code monitor.<feature>.enabled} is {@code false}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnMonitorFeatureCondition.class)
public @interface ConditionalOnMonitorFeature {

	/**
	 * Name of the feature, in the form it has in property names.
	 * @return the name
	 */
	String value();

}
