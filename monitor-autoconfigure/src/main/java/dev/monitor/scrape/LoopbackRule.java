package dev.monitor.scrape;

/**
 * {@link AccessRule} for an application without tokens: only callers on this machine may
 * scrape. A request counts as such if
 * <ul>
 * <li>both ends of its connection are loopback addresses: this end cannot be claimed by a
 * header, even where the container believes what proxies say of the other;
 * <li>no proxy left a trace on it;
 * <li>it asks for this machine by a loopback name, which keeps out proxies that leave no
 * trace but keep the name the client asked for, and web pages that rebind their name to a
 * loopback address.
 * </ul>
 * Immutable, thread-safe.
 */
public final class LoopbackRule implements AccessRule {

	@Override
	public Decision decide(ScrapeRequest request) {
		boolean local = Loopback.isAddress(request.peer()) && Loopback.isAddress(request.local())
				&& Loopback.isHost(request.host()) && !request.forwarded();
		return local ? Decision.ADMITTED : Decision.NOT_LOOPBACK;
	}

}
