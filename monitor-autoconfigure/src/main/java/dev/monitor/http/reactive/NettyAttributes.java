package dev.monitor.http.reactive;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/**
 * {@link RequestAttributes} of Reactor Netty. They are those of the channel, which serves
 * one request after the other.
 */
public final class NettyAttributes implements RequestAttributes {

	@Override
	public boolean set(Object request, String name, Object value) {
		if (request instanceof Connection connection) {
			connection.channel().attr(AttributeKey.valueOf(name)).set(value);
			return true;
		}
		return false;
	}

	/**
	 * Return an attribute, and leave none to the next request.
	 * @param channel the channel
	 * @param name name of the attribute
	 * @return its value, {@code null} if there is none
	 */
	public static @Nullable Object take(Channel channel, String name) {
		AttributeKey<Object> key = AttributeKey.valueOf(name);
		return channel.hasAttr(key) ? channel.attr(key).getAndSet(null) : null;
	}

}
