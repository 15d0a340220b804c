package dev.monitor.scrape;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.FailureLimit;
import dev.monitor.guard.Realm;
import dev.monitor.guard.RefusalHint;
import dev.monitor.guard.RefusalLog;
import dev.monitor.guard.ResourceServer;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Guards the metrics, in words of their own.
 */
public final class ScrapeGuard {

	/**
	 * The scope of tokens that open the metrics.
	 */
	public static final String SCOPE = "admin:metrics";

	/**
	 * The answer of a port that does not serve the metrics because another one does.
	 */
	public static final HttpResponse SERVED_ELSEWHERE = Problem.of(404, "Metrics are not served here.");

	private static final Realm METRICS = new Realm("metrics", "Metrics", SCOPE);

	private static final String REMEDY = "without a token only callers on this machine get them. They must ask for "
			+ "localhost or a loopback address, with HTTP/1.1 or later, not through a proxy, and not for a page of another "
			+ "origin. To let others scrape, make a token (openssl rand -hex 32). Set monitor.metrics.tokens.<name>.hash to "
			+ "its SHA-256, and let the scraper send the token as a bearer token. monitor.metrics.access=open lets every "
			+ "caller scrape.";

	private ScrapeGuard() {
	}

	/**
	 * Create the guard.
	 * @param rule decides first
	 * @param resourceServer is asked about tokens the rule does not know, {@code null} if
	 * there is none
	 * @param clock tells which tokens have expired
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 * @return the guard
	 */
	public static AccessGuard create(AccessRule rule, @Nullable ResourceServerTokens resourceServer, Clock clock,
			LongSupplier nanoTime) {
		ResourceServer asked = (resourceServer != null) ? new ResourceServer(resourceServer, nanoTime, clock) : null;
		return new AccessGuard(METRICS, rule, asked, new FailureLimit(nanoTime),
				new RefusalHint(METRICS.name(), REMEDY, nanoTime),
				new RefusalLog(METRICS.name(), Duration.ofMinutes(1)));
	}

}
