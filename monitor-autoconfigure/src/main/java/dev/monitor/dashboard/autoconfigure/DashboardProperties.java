package dev.monitor.dashboard.autoconfigure;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.monitor.dashboard.AccessLevel;
import dev.monitor.guard.property.TokenProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for the dashboard.
 */
@ConfigurationProperties("monitor.dashboard")
public class DashboardProperties {

	/**
	 * Who may see the page.
	 */
	private Access access = Access.AUTO;

	/**
	 * Tokens that open the page, by a name of your choice. One for metrics does not, and
	 * none of these opens metrics.
	 */
	private Map<String, Token> tokens = new LinkedHashMap<>();

	/**
	 * Role of those who may see the page, given by the application's own security.
	 */
	private @Nullable String role;

	/**
	 * Role of those who may do more than see it, given by the application's own security.
	 */
	private @Nullable String operateRole;

	/**
	 * What operators may have done, such as limit, log-levels and warmup.
	 */
	private Set<String> actions = new LinkedHashSet<>();

	/**
	 * Who sees values of properties, statements in database diagnostics, and arguments of
	 * jobs.
	 */
	private ShowValues showValues = ShowValues.NEVER;

	/**
	 * Address, as host:port, of a listener that serves the page and nothing else, even
	 * when every request thread is busy. Other ports do not serve it then. Port 0 is any
	 * free one.
	 */
	private @Nullable String listenAddress;

	/**
	 * Name of the SSL bundle with the listener's certificate. Without one the listener
	 * does not speak TLS.
	 */
	private @Nullable String sslBundle;

	public Access getAccess() {
		return this.access;
	}

	public void setAccess(Access access) {
		this.access = access;
	}

	public Map<String, Token> getTokens() {
		return this.tokens;
	}

	public void setTokens(Map<String, Token> tokens) {
		this.tokens = tokens;
	}

	public @Nullable String getRole() {
		return this.role;
	}

	public void setRole(@Nullable String role) {
		this.role = role;
	}

	public @Nullable String getOperateRole() {
		return this.operateRole;
	}

	public void setOperateRole(@Nullable String operateRole) {
		this.operateRole = operateRole;
	}

	public Set<String> getActions() {
		return this.actions;
	}

	public void setActions(Set<String> actions) {
		this.actions = actions;
	}

	public ShowValues getShowValues() {
		return this.showValues;
	}

	public void setShowValues(ShowValues showValues) {
		this.showValues = showValues;
	}

	public @Nullable String getListenAddress() {
		return this.listenAddress;
	}

	public void setListenAddress(@Nullable String listenAddress) {
		this.listenAddress = listenAddress;
	}

	public @Nullable String getSslBundle() {
		return this.sslBundle;
	}

	public void setSslBundle(@Nullable String sslBundle) {
		this.sslBundle = sslBundle;
	}

	/**
	 * Who may see the page.
	 */
	public enum Access {

		/**
		 * Callers with a token if one is configured, else callers with the role if a role
		 * is set. Otherwise callers with the key of this start.
		 */
		AUTO,

		/**
		 * Only callers with a token.
		 */
		TOKENS,

		/**
		 * Only callers with the role.
		 */
		ROLE,

		/**
		 * Only callers on this machine with the key of this start, which the log shows.
		 */
		KEY

	}

	/**
	 * Who sees values.
	 */
	public enum ShowValues {

		/**
		 * Nobody.
		 */
		NEVER,

		/**
		 * Who may do more than see the page.
		 */
		OPERATE

	}

	/**
	 * A token, known by its hash or by the file it stands in.
	 */
	public static class Token extends TokenProperties {

		/**
		 * What its holder may do.
		 */
		private AccessLevel level = AccessLevel.VIEW;

		public AccessLevel getLevel() {
			return this.level;
		}

		public void setLevel(AccessLevel level) {
			this.level = level;
		}

	}

}
