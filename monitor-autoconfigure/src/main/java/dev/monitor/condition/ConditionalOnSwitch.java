package dev.monitor.condition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * {@link Conditional @Conditional} that matches if a property is on, or off, and
 * {@code monitor.enabled} is not {@code false}. Reads properties as they are bound:
 * {@code yes} and {@code 1} are on too, and what is neither on nor off stops the start.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnSwitchCondition.class)
public @interface ConditionalOnSwitch {

	/**
	 * Full name of the property.
	 * @return the name
	 */
	String value();

	/**
	 * Whether it has to be on.
	 * @return {@code false} if it has to be off
	 */
	boolean on() default true;

	/**
	 * Whether it is on if it is not set.
	 * @return whether it is on
	 */
	boolean byDefault() default true;

}
