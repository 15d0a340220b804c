package dev.monitor.scrape;

/**
 * {@link AccessRule} for an application without tokens: only callers on this machine may
 * scrape. Immutable, thread-safe.
 */
public final class LoopbackRule implements AccessRule {

	@Override
	public Decision decide(ScrapeRequest request) {
		return request.caller().isOnThisMachine() ? Decision.ADMITTED : Decision.NOT_LOOPBACK;
	}

}
