package dev.monitor.access.jetty;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Hears from the stream of a request whether its client left before the end: the stream
 * cannot send, or meets the end of what the client sends too early. What fails by itself
 * is not told to the stream as a failure to send.
 */
final class DepartedClient extends HttpStream.Wrapper {

	private static final String ATTRIBUTE = DepartedClient.class.getName();

	private volatile boolean left;

	private DepartedClient(HttpStream stream) {
		super(stream);
	}

	/**
	 * Listen to the requests of all connectors.
	 * @param server the server, not yet started
	 */
	static void observe(Server server) {
		Set<HttpConfiguration> configurations = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Connector connector : server.getConnectors()) {
			connector.getConnectionFactories()
				.stream()
				.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
				.map((factory) -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
				.forEach(configurations::add);
		}
		configurations.forEach((configuration) -> configuration.addCustomizer(DepartedClient::observe));
	}

	private static Request observe(Request request, HttpFields.Mutable responseHeaders) {
		request.addHttpStreamWrapper((stream) -> {
			DepartedClient observer = new DepartedClient(stream);
			request.setAttribute(ATTRIBUTE, observer);
			return observer;
		});
		request.addFailureListener((failure) -> {
			if (failure instanceof EOFException && request.getAttribute(ATTRIBUTE) instanceof DepartedClient observer) {
				observer.left = true;
			}
		});
		return request;
	}

	static boolean is(Request request) {
		return request.getAttribute(ATTRIBUTE) instanceof DepartedClient observer && observer.left;
	}

	@Override
	public Content.@Nullable Chunk read() {
		Content.Chunk chunk = super.read();
		if (Content.Chunk.isFailure(chunk) && chunk.getFailure() instanceof EOFException) {
			this.left = true;
		}
		return chunk;
	}

	@Override
	public void send(MetaData.@Nullable Request request, MetaData.@Nullable Response response, boolean last,
			@Nullable ByteBuffer content, Callback callback) {
		super.send(request, response, last, content, new Callback.Nested(callback) {

			@Override
			public void failed(Throwable failure) {
				DepartedClient.this.left = true;
				super.failed(failure);
			}

		});
	}

}
