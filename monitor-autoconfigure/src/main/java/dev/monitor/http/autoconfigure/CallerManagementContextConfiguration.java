package dev.monitor.http.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that does the
 * same for a port of their own that the endpoints have.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(CallerAutoConfiguration.class)
@Import({ CallerAutoConfiguration.TomcatCustomizer.class, CallerAutoConfiguration.JettyCustomizer.class })
class CallerManagementContextConfiguration {

}
