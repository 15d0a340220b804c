package dev.monitor.scrape.autoconfigure;

/**
 * Two configured tokens: {@code good-token}, and {@code old-token}, which is expired.
 */
final class ScrapeTokens {

	static final String GOOD = "Authorization: Bearer good-token";

	static final String OLD = "Authorization: Bearer old-token";

	private static final String PREFIX = "monitor.metrics.tokens.";

	static final String[] PROPERTIES = {
			PREFIX + "now.hash=461caa80a52104436e34006189430d13aba103b2c4344d446ea3d9324b0de1c0",
			PREFIX + "old.hash=9bdf10a691a1cfda89d9ff66629d1609ab176cec9b6a3146a8929f28937a9fce",
			PREFIX + "old.expires=2020-01-01T00:00:00Z" };

	private ScrapeTokens() {
	}

}
