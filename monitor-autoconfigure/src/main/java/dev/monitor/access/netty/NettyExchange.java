package dev.monitor.access.netty;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

import dev.monitor.access.AccessAttributes;
import dev.monitor.access.AccessEvents;
import dev.monitor.access.AccessRequest;
import dev.monitor.access.AccessResponse;
import dev.monitor.event.TraceIds;
import dev.monitor.http.PlainPath;
import dev.monitor.http.PriorityAttribute;
import dev.monitor.http.RequestMark;
import dev.monitor.http.reactive.NettyAttributes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One request on a channel of Reactor Netty, and what is sent in answer to it. Belongs to
 * the event loop of the channel.
 */
final class NettyExchange {

	/**
	 * What the codec calls a request of which it could read nothing.
	 */
	private static final String UNREADABLE = "/bad-request";

	private final @Nullable String method;

	private final @Nullable String uri;

	private final @Nullable String mark;

	private long start = System.nanoTime();

	private int status;

	private @Nullable String contentType;

	private boolean upgradeToHttp2;

	private long bytes;

	private @Nullable String length;

	private boolean delivered;

	private int port;

	private @Nullable String address;

	private @Nullable String user;

	private @Nullable String priority;

	private TraceIds trace = TraceIds.NONE;

	NettyExchange(@Nullable String method, @Nullable String uri, @Nullable String mark) {
		this.method = method;
		this.uri = uri;
		this.mark = mark;
	}

	static NettyExchange of(HttpRequest request) {
		boolean unreadable = request.decoderResult().isFailure() && request.uri().equals(UNREADABLE);
		return unreadable ? new NettyExchange(null, null, null)
				: new NettyExchange(request.method().name(), request.uri(), mark(request.headers()));
	}

	static @Nullable String mark(HttpHeaders headers) {
		return headers.get(RequestMark.HEADER);
	}

	/**
	 * Note that the request has its turn now, after others on the same connection.
	 */
	void start() {
		this.start = System.nanoTime();
	}

	/**
	 * Note that a piece of the response is sent.
	 */
	void write(Object message) {
		if (message instanceof HttpResponse response) {
			this.status = response.status().code();
			this.contentType = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
			this.length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
			this.upgradeToHttp2 = this.status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
					&& "h2c".equalsIgnoreCase(response.headers().get(HttpHeaderNames.UPGRADE));
		}
		if (message instanceof ByteBufHolder holder) {
			this.bytes += holder.content().readableBytes();
		}
		else if (message instanceof ByteBuf buffer) {
			this.bytes += buffer.readableBytes();
		}
		else if (message instanceof FileRegion file) {
			this.bytes += file.count();
		}
	}

	/**
	 * Tell whether a response that is not said to be over has all of its body: a client
	 * that knows its length need not wait for more.
	 */
	boolean isFull() {
		return this.length != null && this.bytes > 0 && this.length.equals(String.valueOf(this.bytes));
	}

	/**
	 * Note that all of the body has been sent.
	 */
	void delivered() {
		this.delivered = true;
	}

	boolean isDelivered() {
		return this.delivered;
	}

	boolean isBegun() {
		return this.status != 0;
	}

	/**
	 * Tell whether the answer was only that HTTP/2 goes on with the same request.
	 */
	boolean isUpgradeToHttp2() {
		return this.upgradeToHttp2;
	}

	/**
	 * Keep what the channel knows only as long as it serves this request.
	 */
	void keep(Channel channel) {
		HttpServerRequest request = NettyAccessHandler.served(channel);
		this.port = (channel.localAddress() instanceof InetSocketAddress local) ? local.getPort() : 0;
		Object client = NettyAttributes.take(channel, AccessAttributes.CLIENT);
		this.address = (client != null) ? client.toString()
				: text((request != null) ? request.remoteAddress() : channel.remoteAddress());
		Object user = NettyAttributes.take(channel, AccessAttributes.USER);
		this.user = (user != null) ? user.toString() : null;
		this.priority = PriorityAttribute.of(NettyAttributes.take(channel, PriorityAttribute.NAME));
		this.trace = TraceIds.of(NettyAttributes.take(channel, AccessAttributes.TRACE));
		if (!isBegun() && request instanceof HttpServerResponse response) {
			this.status = response.status().code();
		}
	}

	private static @Nullable String text(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet.getHostString() : null;
	}

	/**
	 * Log the request, which is over.
	 * @param events where to log
	 * @param base what paths of the application begin with
	 * @param aborted whether the client has left before
	 */
	void log(AccessEvents events, String base, boolean aborted) {
		String path = null;
		String query = null;
		if (this.uri != null) {
			int mark = this.uri.indexOf('?');
			path = (mark < 0) ? this.uri : this.uri.substring(0, mark);
			query = (mark < 0) ? null : this.uri.substring(mark + 1);
		}
		if (events.wants((path != null) ? PlainPath.inside(path, base) : null, this.mark)) {
			long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start);
			events.logWithoutWaiting(new AccessRequest(this.port, this.method, path, query, this.address, this.user),
					new AccessResponse(this.status, this.contentType, this.bytes, millis, aborted, this.priority),
					this.trace);
		}
	}

}
