package dev.monitor.scrape.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/**
 * {@link AnyNestedCondition} that matches if there is a port to scrape: a servlet
 * application's own, or a listener beside an application without a web server.
 */
class OnScrapePort extends AnyNestedCondition {

	OnScrapePort() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

	}

	@ConditionalOnNotWebApplication
	@ConditionalOnProperty(ScrapeListenerConfiguration.PROPERTY)
	static class OwnListener {

	}

}
