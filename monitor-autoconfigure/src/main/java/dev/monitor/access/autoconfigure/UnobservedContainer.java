package dev.monitor.access.autoconfigure;

import jakarta.servlet.ServletContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * Says once that there are no access events where an application is deployed as a war to
 * a container that is no Tomcat: the Servlet API does not tell when a request is over.
 */
@ConditionalOnWarDeployment
class UnobservedContainer implements ServletContextInitializer {

	/**
	 * Tomcat keeps the resources of each application there.
	 */
	private static final String TOMCAT = "org.apache.catalina.resources";

	private static final Logger logger = LoggerFactory.getLogger(UnobservedContainer.class);

	@Override
	public void onStartup(ServletContext servletContext) {
		if (servletContext.getAttribute(TOMCAT) == null) {
			logger.info("Requests are not logged (ev=http) in {}. Use the access log of that server.",
					servletContext.getServerInfo());
		}
	}

}
