package dev.monitor.dashboard;

import java.time.Duration;
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
			+ "start, under the name localhost or a loopback address and through no proxy. To let others in, make a token "
			+ "(openssl rand -hex 32), set monitor.dashboard.tokens.<name>.hash to its SHA-256 and type the token into "
			+ "the page.";

	private final AccessGuard guard;

	private final AccessRule operators;

	/**
	 * Create for some rules.
	 * @param viewers admits who may see the page
	 * @param operators admits those of them who may do more
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public TokenViewers(AccessRule viewers, AccessRule operators, LongSupplier nanoTime) {
		this.operators = operators;
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
		AccessRequest asked = new AccessRequest(request.method(), request.caller(), request.header("authorization"));
		HttpResponse refusal = this.guard.judge(asked).conclude();
		return (refusal != null) ? Visit.refused(refusal)
				: Visit.admitted(this.operators.decide(asked) == Decision.ADMITTED);
	}

	@Override
	public void close() {
		this.guard.close();
	}

}
