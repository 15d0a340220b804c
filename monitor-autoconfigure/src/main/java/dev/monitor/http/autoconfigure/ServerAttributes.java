package dev.monitor.http.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.http.reactive.NettyAttributes;
import dev.monitor.http.reactive.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Attributes of requests of whichever web server is below a reactive application.
 */
public final class ServerAttributes {

	private ServerAttributes() {
	}

	/**
	 * Find the servers that there may be.
	 * @param loader loads their classes
	 * @return the attributes; nothing is done for a request of any other server
	 */
	public static RequestAttributes find(@Nullable ClassLoader loader) {
		List<RequestAttributes> servers = new ArrayList<>();
		if (ClassUtils.isPresent("reactor.netty.Connection", loader)) {
			servers.add(new NettyAttributes());
		}
		if (ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", loader)) {
			servers.add(new ServletAttributes());
		}
		return (request, name, value) -> servers.stream().anyMatch((server) -> server.set(request, name, value));
	}

	private static final class ServletAttributes implements RequestAttributes {

		@Override
		public boolean set(Object request, String name, Object value) {
			if (request instanceof HttpServletRequest servletRequest) {
				servletRequest.setAttribute(name, value);
				return true;
			}
			return false;
		}

	}

}
