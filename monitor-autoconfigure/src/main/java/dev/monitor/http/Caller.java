package dev.monitor.http;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, known by the connection it came over, and not by what a header
 * claims.
 *
 * @param peer the IP address at the other end of the connection, {@code null} if unknown
 * @param local the IP address at this end of the connection, {@code null} if unknown
 * @param host the host the client asked for, without port, {@code null} if unknown
 * @param forwarded whether a proxy left a trace on the request, or may have sent it:
 * HTTP/1.0 is what some speak that leave no other
 * @param crossOrigin whether a browser sent it for a web page of another origin
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record Caller(@Nullable String peer, @Nullable String local, @Nullable String host, boolean forwarded,
		boolean crossOrigin) {

	/**
	 * Tell whether the caller is a process on this machine that speaks for itself:
	 * <ul>
	 * <li>both ends of its connection are loopback addresses;
	 * <li>no proxy left a trace on the request;
	 * <li>it asks for this machine by a loopback name, which keeps out web pages that
	 * rebind their name to a loopback address, and proxies that leave no trace but keep
	 * an honest client's host;
	 * <li>it is no browser that asks for the page of somebody else.
	 * </ul>
	 * A proxy on this machine that passes a client's bytes on as they are cannot be
	 * distinguished from a caller.
	 * @return whether all of these hold
	 */
	public boolean isOnThisMachine() {
		return Loopback.isAddress(this.peer) && Loopback.isAddress(this.local) && Loopback.isHost(this.host)
				&& !this.forwarded && !this.crossOrigin;
	}

}
