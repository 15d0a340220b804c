package dev.monitor.event;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How much of a request's URL goes into the log.
 */
public enum UrlPolicy {

	/**
	 * Path and query, with the values of parameters that are known to carry secrets
	 * replaced.
	 */
	REDACTED {

		@Override
		public String apply(String path, @Nullable String query) {
			String cleanPath = SecretParameters.redactPath(path);
			return (query != null) ? cleanPath + '?' + SecretParameters.redactQuery(query) : cleanPath;
		}

	},

	/**
	 * The path alone.
	 */
	PATH_ONLY {

		@Override
		public String apply(String path, @Nullable String query) {
			return SecretParameters.redactPath(path);
		}

	},

	/**
	 * Everything, secrets too.
	 */
	FULL {

		@Override
		public String apply(String path, @Nullable String query) {
			return (query != null) ? path + '?' + query : path;
		}

	};

	/**
	 * Return what to log of a URL.
	 * @param path the path as the client sent it
	 * @param query the query as the client sent it, without {@code ?}
	 * @return the URL to log
	 */
	public abstract String apply(String path, @Nullable String query);

	/**
	 * Return the name that stands in configuration.
	 * @return the name
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
