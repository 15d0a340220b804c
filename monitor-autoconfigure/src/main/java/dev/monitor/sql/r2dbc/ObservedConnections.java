package dev.monitor.sql.r2dbc;

import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.monitor.http.RequestInFlight;
import dev.monitor.sql.ConnectionHolder;
import dev.monitor.sql.StatementEvents;
import io.r2dbc.proxy.callback.ProxyConfig;
import io.r2dbc.proxy.callback.ProxyConfigHolder;
import io.r2dbc.spi.Connection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Wraps the connections of one connection factory so that their statements are observed.
 * Nothing here waits. Thread-safe.
 */
final class ObservedConnections {

	private final ProxyConfig config;

	private final StatementEvents events;

	private final Function<Supplier<@Nullable String>, ConnectionHolder> holders;

	private final Function<RequestInFlight, @Nullable String> requests;

	/**
	 * Create for a connection factory.
	 * @param events told of connections and statements
	 * @param holders told who asks for a connection, and for which request
	 * @param requests tells the name of a request, {@code null} if it is over
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	ObservedConnections(StatementEvents events, Function<Supplier<@Nullable String>, ConnectionHolder> holders,
			Function<RequestInFlight, @Nullable String> requests, LongSupplier nanoTime) {
		this.events = events;
		this.holders = holders;
		this.requests = requests;
		this.config = ProxyConfig.builder().listener(new ConnectionEvents(events, nanoTime)).build();
		this.config.setProxyFactoryFactory((config) -> new ObservedProxies(config.getProxyFactory()));
	}

	/**
	 * Wrap the connection that is given to whoever subscribes.
	 */
	Mono<Connection> observe(Mono<Connection> created) {
		return Mono.deferContextual((context) -> observe(created, this.holders.apply(request(context))));
	}

	private Mono<Connection> observe(Mono<Connection> created, ConnectionHolder holder) {
		return created.map((connection) -> wrap(connection, holder)).doFinally((signal) -> {
			if (!holder.isGiven()) {
				holder.end();
			}
		});
	}

	private Supplier<@Nullable String> request(ContextView context) {
		RequestInFlight request = context.getOrDefault(RequestInFlight.class, null);
		return () -> (request != null) ? this.requests.apply(request) : null;
	}

	/**
	 * Wrap a connection, unless it comes from another factory that has wrapped it.
	 */
	private Connection wrap(Connection connection, ConnectionHolder holder) {
		if (isObserved(connection)) {
			holder.end();
			return connection;
		}
		holder.given();
		this.events.borrowed();
		return this.config.getProxyFactory().wrapConnection(connection, new ObservedConnection(connection, holder));
	}

	private static boolean isObserved(Connection connection) {
		return Layers.of(connection)
			.anyMatch((layer) -> layer instanceof ProxyConfigHolder proxy
					&& proxy.getProxyConfig().getProxyFactory() instanceof ObservedProxies);
	}

}
