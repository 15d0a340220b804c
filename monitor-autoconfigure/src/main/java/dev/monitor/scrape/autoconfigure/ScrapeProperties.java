package dev.monitor.scrape.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.guard.property.TokenProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of scraping.
 */
@ConfigurationProperties("monitor.metrics")
public class ScrapeProperties {

	/**
	 * Who may scrape.
	 */
	private Access access = Access.AUTO;

	/**
	 * Tokens that open the metrics, by a name of your choice. Several at once make
	 * rotation possible.
	 */
	private Map<String, Token> tokens = new LinkedHashMap<>();

	/**
	 * Address, as host:port, of a listener that serves the metrics and nothing else, even
	 * when every request thread is busy. Other ports do not serve them then. Port 0 is
	 * any free one.
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
	 * Who may scrape.
	 */
	public enum Access {

		/**
		 * Callers with a token if one is configured. Otherwise callers on this machine.
		 */
		AUTO,

		/**
		 * Only callers with a token.
		 */
		TOKENS,

		/**
		 * Every caller.
		 */
		OPEN

	}

	/**
	 * A token, known by its hash or by the file it stands in.
	 */
	public static class Token extends TokenProperties {

	}

}
