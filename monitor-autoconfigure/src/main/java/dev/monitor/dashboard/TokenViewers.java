package dev.monitor.dashboard;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRequest;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.Decision;
import dev.monitor.guard.FailureLimit;
import dev.monitor.guard.Realm;
import dev.monitor.guard.RefusalHint;
import dev.monitor.guard.RefusalLog;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;

/**
 * {@link Viewers} with a bearer token: one of the configured ones, or the key of this
 * start.
 */
public final class TokenViewers implements Viewers, AutoCloseable {

	private static final Realm DASHBOARD = new Realm("dashboard", "The dashboard", "dashboard");

	private static final String REMEDY = "only callers on this machine open it, with the key that the log shows at the "
			+ "start. They must ask for localhost or a loopback address, and not through a proxy. To let others in, make "
			+ "a token (openssl rand -hex 32). Set monitor.dashboard.tokens.<name>.hash to its SHA-256, and type the token "
			+ "into the page.";

	private final AccessGuard guard;

	private final List<TokenHolder> holders;

	/**
	 * Create for some rules.
	 * @param viewers admits who may see the page
	 * @param holders who they are; of several with the same token the one who may do most
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public TokenViewers(AccessRule viewers, List<TokenHolder> holders, LongSupplier nanoTime) {
		this.holders = List.copyOf(holders);
		this.guard = new AccessGuard(DASHBOARD, viewers, null, new FailureLimit(nanoTime),
				new RefusalHint("the dashboard", REMEDY, nanoTime),
				new RefusalLog("the dashboard", Duration.ofMinutes(1)));
	}

	/**
	 * Return what counts refusals.
	 * @return the guard
	 */
	public AccessGuard guard() {
		return this.guard;
	}

	@Override
	public Visit visit(HttpRequest request) {
		// The guard knows only what is read; the dashboard has looked at the method.
		AccessRequest asked = new AccessRequest("GET", request.caller(), request.header("authorization"));
		HttpResponse refusal = this.guard.judge(asked).conclude();
		if (refusal != null) {
			return Visit.refused(refusal);
		}
		return this.holders.stream()
			.filter((holder) -> holder.rule().decide(asked) == Decision.ADMITTED)
			.max(Comparator.comparing(TokenHolder::level))
			.map((holder) -> Visit.admitted(holder.level(), holder.name()))
			.orElse(Visit.admitted(AccessLevel.VIEW, ""));
	}

	@Override
	public void close() {
		this.guard.close();
	}

}
