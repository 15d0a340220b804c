package dev.monitor.http.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.http.tomcat.DeployedValve;
import jakarta.servlet.ServletContext;
import org.apache.catalina.Valve;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * Valves for an application that is deployed to Tomcat as a war, where Spring Boot makes
 * no web server that could be customized. Beans of this type need
 * {@code ConditionalOnWarDeployment} and
 * {@code ConditionalOnClass(WebResourceRoot.class)}.
 */
public abstract class WarValve implements ServletContextInitializer, DisposableBean {

	private final List<Valve> valves;

	private final List<DeployedValve> deployed = new ArrayList<>();

	/**
	 * Create the bean.
	 * @param valves the valves, new
	 */
	protected WarValve(Valve... valves) {
		this.valves = List.of(valves);
	}

	@Override
	public void onStartup(ServletContext servletContext) {
		for (Valve valve : this.valves) {
			DeployedValve added = DeployedValve.add(valve, servletContext);
			if (added != null) {
				this.deployed.add(added);
			}
		}
	}

	@Override
	public void destroy() {
		this.deployed.forEach(DeployedValve::close);
	}

}
