package dev.monitor.scrape.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/**
 * {@link AnyNestedCondition} that matches if there is a port to scrape: that of a web
 * application, or a listener beside an application without a web server.
 */
class OnScrapePort extends AnyNestedCondition {

	OnScrapePort() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnWebApplication
	static class Web {

	}

	@ConditionalOnNotWebApplication
	@ConditionalOnProperty(ScrapeListenerConfiguration.PROPERTY)
	static class OwnListener {

	}

}
