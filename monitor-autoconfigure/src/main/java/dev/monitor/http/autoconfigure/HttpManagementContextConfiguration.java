package dev.monitor.http.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that lets the
 * web server of a port that the endpoints have of their own tell the same.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(HttpAutoConfiguration.class)
@Import({ HttpAutoConfiguration.TomcatCustomizer.class, HttpAutoConfiguration.JettyCustomizer.class })
class HttpManagementContextConfiguration {

}
