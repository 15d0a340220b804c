package dev.monitor.concurrency.servlet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test class on every {@link Container}, with and without Spring Security. Its
 * constructor gets the {@link LimitedServer}, which all such classes share.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(LimitedServers.class)
@Timeout(120)
@interface OnEveryServer {

	/**
	 * Whether to leave out the servers without Spring Security.
	 */
	boolean securedOnly() default false;

}
