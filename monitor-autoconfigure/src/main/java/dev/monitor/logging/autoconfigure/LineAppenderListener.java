package dev.monitor.logging.autoconfigure;

import dev.monitor.logging.logback.LineAppenderInstaller;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * {@link ApplicationListener} that replaces the console appender as soon as Spring Boot
 * has configured it to write lines. Must not load classes of Logback unless it has.
 */
public final class LineAppenderListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER + 1;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		String format = event.getEnvironment().getProperty(LoggingEnvironmentPostProcessor.CONSOLE_FORMAT);
		if (LoggingEnvironmentPostProcessor.FORMATTER.equals(format)) {
			LineAppenderInstaller.install();
		}
	}

}
