package dev.monitor.sql.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.failure.Listeners;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.StatementEvents;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.spring.ProxyingPostProcessor;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * {@link ProxyingPostProcessor} of data sources. One that stands around another that is
 * observed is left alone, unless it stands around several.
 */
public final class DataSourcePostProcessor extends ProxyingPostProcessor<DataSource> {

	private static final Logger logger = LoggerFactory.getLogger(DataSourcePostProcessor.class);

	private final Supplier<Stream<DataSourceObserver>> observers;

	private final Supplier<@Nullable ConnectionHolders> holders;

	/**
	 * Create the post processor.
	 * @param observers gives the observers, asked when there is a data source
	 */
	public DataSourcePostProcessor(Supplier<Stream<DataSourceObserver>> observers) {
		this(observers, () -> null);
	}

	/**
	 * Create the post processor.
	 * @param observers gives the observers, asked when there is a data source
	 * @param holders gives who is told of those that borrow connections; {@code null} if
	 * nobody wants to know
	 */
	public DataSourcePostProcessor(Supplier<Stream<DataSourceObserver>> observers,
			Supplier<@Nullable ConnectionHolders> holders) {
		super(DataSource.class);
		this.observers = observers;
		this.holders = holders;
	}

	@Override
	protected boolean isObserved(DataSource dataSource) {
		return !active().isEmpty() && !ObservedDataSource.isObserved(dataSource);
	}

	@Override
	protected MethodInterceptor observe(DataSource dataSource, String name) {
		List<StatementListener> listeners = new Listeners<>(active())
			.ask((observer) -> Objects.requireNonNull(observer.observe(name, dataSource)));
		ConnectionHolders holders = this.holders.get();
		if (holders != null && !InnerDataSources.areSeveral(dataSource)) {
			holders.add(name, dataSource);
		}
		return new ObservedDataSource(new ObservedConnections(new StatementEvents(name, listeners), holders));
	}

	@Override
	protected void refused(Level level, String name, @Nullable String reason) {
		logger.atLevel(level)
			.log("SQL timing and logging are off for data source '{}': it cannot be proxied ({}). Declare the bean as "
					+ "javax.sql.DataSource.", name, reason);
	}

	private List<DataSourceObserver> active() {
		return new Listeners<>(this.observers.get().toList()).ask((observer) -> observer.isActive() ? observer : null);
	}

}
