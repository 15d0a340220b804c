package dev.monitor.health.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/**
 * {@link NoneNestedConditions} that match unless the addresses have a listener of their
 * own.
 */
class OnMainPort extends NoneNestedConditions {

	OnMainPort() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnProperty(HealthListenerConfiguration.PROPERTY)
	static class OwnListener {

	}

}
