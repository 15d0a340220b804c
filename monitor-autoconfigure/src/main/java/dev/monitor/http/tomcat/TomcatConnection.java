package dev.monitor.http.tomcat;

import java.util.function.Supplier;

import dev.monitor.http.ConnectionEnds;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ajp.AbstractAjpProtocol;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * The connection of a request, told by what has become of the request since it came.
 * Valid while it is served.
 */
final class TomcatConnection implements Supplier<ConnectionEnds> {

	private final Request request;

	private final boolean relayed;

	private final int headers;

	private final String lastHeader;

	private final String host;

	private final boolean secure;

	TomcatConnection(Request request) {
		this.request = request;
		this.relayed = request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) != null
				|| request.getConnector().getProtocolHandler() instanceof AbstractAjpProtocol;
		this.headers = headers().size();
		this.lastHeader = lastHeader();
		this.host = request.getServerName();
		this.secure = request.isSecure();
	}

	@Override
	public ConnectionEnds get() {
		String peer = this.request.getPeerAddr();
		return new ConnectionEnds(peer, this.request.getLocalAddr(),
				this.relayed || isChanged() || !String.valueOf(peer).equals(this.request.getRemoteAddr()));
	}

	/**
	 * Headers are found by their number, since they may be called anything; one may be
	 * added at the end for one that is removed.
	 */
	private boolean isChanged() {
		return headers().size() != this.headers || !lastHeader().equals(this.lastHeader)
				|| !String.valueOf(this.host).equals(this.request.getServerName())
				|| this.request.isSecure() != this.secure;
	}

	private String lastHeader() {
		int size = headers().size();
		return (size > 0) ? String.valueOf(headers().getName(size - 1)) : "";
	}

	private MimeHeaders headers() {
		return this.request.getCoyoteRequest().getMimeHeaders();
	}

}
