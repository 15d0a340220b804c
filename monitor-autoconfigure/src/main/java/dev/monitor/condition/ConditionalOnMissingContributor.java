package dev.monitor.condition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * {@link Conditional @Conditional} that matches unless the application has a health
 * contributor which Spring Boot shows under a name: a bean of that name, with or without
 * the suffix {@code HealthIndicator} or {@code HealthContributor}. Two of one name stop
 * the start. For beans of configurations that need spring-boot-health.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnMissingContributorCondition.class)
public @interface ConditionalOnMissingContributor {

	/**
	 * Name of the contributor, without a suffix.
	 * @return the name
	 */
	String value();

}
