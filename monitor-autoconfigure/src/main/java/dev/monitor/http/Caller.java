package dev.monitor.http;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, told as far as the container allows before any proxy header was
 * believed.
 *
 * @param peer the IP address at the other end of the connection, {@code null} if unknown;
 * a container that believes proxy headers itself puts the one they claim in its place
 * @param local the IP address at this end of the connection, {@code null} if unknown
 * @param host the host the client asked for, without port, {@code null} if unknown
 * @param forwarded whether a proxy left a trace on the request
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record Caller(@Nullable String peer, @Nullable String local, @Nullable String host, boolean forwarded) {

	/**
	 * Tell whether the caller is a process on this machine that speaks for itself:
	 * <ul>
	 * <li>both ends of its connection are loopback addresses: this end cannot be claimed
	 * by a header, even where the container believes what proxies say of the other;
	 * <li>no proxy left a trace on the request;
	 * <li>it asks for this machine by a loopback name, which keeps out proxies that leave
	 * no trace but keep the name the client asked for, and web pages that rebind their
	 * name to a loopback address.
	 * </ul>
	 * @return whether all of these hold
	 */
	public boolean isOnThisMachine() {
		return Loopback.isAddress(this.peer) && Loopback.isAddress(this.local) && Loopback.isHost(this.host)
				&& !this.forwarded;
	}

}
