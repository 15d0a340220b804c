package dev.monitor.scrape;

/**
 * {@link AccessRule} for an application without tokens: only callers on this machine may
 * scrape. A request counts as such if its connection comes from a loopback address, no
 * proxy left a trace on it, and it asks for this machine by a loopback name. The last
 * keeps out proxies that leave no trace but keep the name the client asked for, and web
 * pages that rebind their name to a loopback address. Immutable, thread-safe.
 */
public final class LoopbackRule implements AccessRule {

	@Override
	public Decision decide(ScrapeRequest request) {
		boolean local = !request.forwarded() && Loopback.isAddress(request.peer()) && Loopback.isHost(request.host());
		return local ? Decision.ADMITTED : Decision.NOT_LOOPBACK;
	}

}
