package dev.monitor.event;

import java.util.Locale;

import dev.monitor.secret.SecretParameters;
import org.jspecify.annotations.Nullable;

/**
 * How much of a request's URL goes into the log.
 */
public enum UrlPolicy {

	/**
	 * Path and query, with the values of parameters that are known to carry secrets
	 * replaced.
	 */
	REDACTED,

	/**
	 * The path alone.
	 */
	PATH_ONLY,

	/**
	 * Everything, secrets too.
	 */
	FULL;

	/**
	 * Return what to log of a URL.
	 * @param path the path as the client sent it
	 * @param query the query as the client sent it, without {@code ?}
	 * @return the URL to log
	 */
	public String apply(String path, @Nullable String query) {
		String shown = (this == FULL) ? path : SecretParameters.redactPath(path);
		if (query == null || this == PATH_ONLY) {
			return shown;
		}
		return shown + '?' + ((this == FULL) ? query : SecretParameters.redactQuery(query));
	}

	/**
	 * Return the name that stands in configuration.
	 * @return the name
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
