package dev.monitor.dashboard.autoconfigure;

import java.util.List;
import java.util.Set;

import dev.monitor.dashboard.autoconfigure.DashboardProperties.Access;
import dev.monitor.listener.lifecycle.ListenerTls;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.util.StringUtils;

/**
 * {@link DashboardProperties}, checked.
 */
final class DashboardSettings {

	static final String TOKENS = "monitor.dashboard.tokens";

	static final String LISTEN_ADDRESS = "monitor.dashboard.listen-address";

	static final String SSL_BUNDLE = "monitor.dashboard.ssl-bundle";

	/**
	 * Names of the actions that Monitor's features have.
	 */
	static final List<String> ACTIONS = List.of("retry", "delete", "run", "pause", "resume", "reset", "stop", "warmup",
			"log-levels", "limit");

	private DashboardSettings() {
	}

	/**
	 * Return who may see the page.
	 * @return anything but {@link Access#AUTO}
	 */
	static Access mode(DashboardProperties properties) {
		if (properties.getAccess() != Access.AUTO) {
			return properties.getAccess();
		}
		if (!properties.getTokens().isEmpty()) {
			return Access.TOKENS;
		}
		return StringUtils.hasText(properties.getRole()) ? Access.ROLE : Access.KEY;
	}

	/**
	 * Return what operators may have done.
	 * @return names of actions, none if that is what is written
	 */
	static Set<String> actions(DashboardProperties properties) {
		Set<String> actions = properties.getActions();
		return actions.equals(Set.of("none")) ? Set.of() : actions;
	}

	static void requireNone(Set<String> unknownActions) {
		if (!unknownActions.isEmpty()) {
			throw new InvalidPropertyException("monitor.dashboard.actions", String.join(",", unknownActions),
					"names no action of this application", "Use some of " + String.join(", ", ACTIONS)
							+ ", or the name of an action that a StatusSource bean of yours has.");
		}
	}

	static void check(DashboardProperties properties) {
		boolean role = StringUtils.hasText(properties.getRole());
		if (properties.getAccess() == Access.TOKENS && properties.getTokens().isEmpty()) {
			throw new InvalidPropertyException("monitor.dashboard.access", "tokens",
					"needs a token and none is configured",
					"Set " + TOKENS + ".<name>.hash, or use 'auto' to have a key made at each start.");
		}
		if (properties.getAccess() == Access.ROLE && !role) {
			throw InvalidPropertyException.mustBeSet("monitor.dashboard.role", "monitor.dashboard.access is 'role'",
					"Set monitor.dashboard.role to a role that the application's security gives.");
		}
		if (StringUtils.hasText(properties.getOperateRole()) && !role) {
			throw InvalidPropertyException.mustBeSet("monitor.dashboard.role", "monitor.dashboard.operate-role is set",
					"Set monitor.dashboard.role, or remove monitor.dashboard.operate-role.");
		}
		if (mode(properties) == Access.ROLE && properties.getListenAddress() != null) {
			throw new InvalidPropertyException(LISTEN_ADDRESS, properties.getListenAddress(),
					"names a listener, and a listener knows no roles", "Set " + TOKENS
							+ ".<name>.hash, or serve the page on the application's port by removing this one.");
		}
		ListenerTls.requireListener(SSL_BUNDLE, properties.getSslBundle(), LISTEN_ADDRESS,
				properties.getListenAddress());
	}

}
