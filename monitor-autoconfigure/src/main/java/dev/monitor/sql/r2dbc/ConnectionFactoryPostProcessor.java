package dev.monitor.sql.r2dbc;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.monitor.failure.Listeners;
import dev.monitor.http.RequestInFlight;
import dev.monitor.sql.ConnectionHolder;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.PoolState;
import dev.monitor.sql.StatementEvents;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import dev.monitor.sql.spring.ProxyingPostProcessor;
import io.r2dbc.spi.ConnectionFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * {@link ProxyingPostProcessor} of connection factories. One that stands around another
 * that is observed is left alone.
 */
public final class ConnectionFactoryPostProcessor extends ProxyingPostProcessor<ConnectionFactory> {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionFactoryPostProcessor.class);

	private final Supplier<Stream<StatementObserver>> observers;

	private final Supplier<@Nullable ConnectionHolders> holders;

	private final Function<RequestInFlight, @Nullable String> requests;

	private final LongSupplier nanoTime;

	/**
	 * Create the post processor.
	 * @param observers gives the observers, asked when there is a connection factory
	 * @param holders gives who is told of those that borrow connections; {@code null} if
	 * nobody wants to know
	 * @param requests tells the name of a request, {@code null} if it is over
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public ConnectionFactoryPostProcessor(Supplier<Stream<StatementObserver>> observers,
			Supplier<@Nullable ConnectionHolders> holders, Function<RequestInFlight, @Nullable String> requests,
			LongSupplier nanoTime) {
		super(ConnectionFactory.class);
		this.observers = observers;
		this.holders = holders;
		this.requests = requests;
		this.nanoTime = nanoTime;
	}

	@Override
	protected boolean isObserved(ConnectionFactory factory) {
		return !active().isEmpty() && !ObservedConnectionFactory.isObserved(factory);
	}

	@Override
	protected MethodInterceptor observe(ConnectionFactory factory, String name) {
		Supplier<@Nullable PoolState> pool = ConnectionPools.stateOf(factory);
		List<StatementListener> listeners = new Listeners<>(active())
			.ask((observer) -> Objects.requireNonNull(observer.observeConnections(name, pool)));
		ConnectionHolders holders = this.holders.get();
		if (holders != null) {
			holders.add(name, pool);
		}
		StatementEvents events = new StatementEvents(name, listeners);
		return new ObservedConnectionFactory(new ObservedConnections(events,
				(request) -> (holders != null) ? holders.ask(name, request) : ConnectionHolder.UNKNOWN, this.requests,
				this.nanoTime));
	}

	@Override
	protected void refused(Level level, String name, @Nullable String reason) {
		logger.atLevel(level)
			.log("SQL timing and logging are off for connection factory '{}': it cannot be proxied ({}). Declare the "
					+ "bean as io.r2dbc.spi.ConnectionFactory.", name, reason);
	}

	private List<StatementObserver> active() {
		return new Listeners<>(this.observers.get().toList()).ask((observer) -> observer.isActive() ? observer : null);
	}

}
