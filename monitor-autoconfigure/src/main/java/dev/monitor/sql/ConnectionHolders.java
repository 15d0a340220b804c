package dev.monitor.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the connections of the data sources and connection factories that are
 * observed. {@link StatusSource} of the section {@code connections}: how many are
 * {@code held}, how many are {@code waiting} for one, and a row for each of the 500 that
 * are held the longest, the oldest first. A row is named by its data source or connection
 * factory and has
 * <ul>
 * <li>{@code age_seconds} since it was given, and {@code thread_id} of who borrowed it, 0
 * if no thread is kept meanwhile
 * <li>{@code thread}: name of that thread, empty without one
 * <li>{@code statement}: first word of the last statement, in lower case; empty before
 * the first
 * <li>{@code request}: name of the row of the section {@code in_flight} that it is held
 * for, empty if none
 * </ul>
 * A connection that was never closed but is gone from memory is not held. Thread-safe.
 */
public final class ConnectionHolders implements StatusSource {

	private static final int MOST_ROWS = 500;

	private final Map<String, DataSource> dataSources = new ConcurrentHashMap<>();

	private final Map<String, Supplier<@Nullable PoolState>> pools = new ConcurrentHashMap<>();

	/**
	 * Weak, since a pool may take back what nobody closes and tell nobody.
	 */
	private final Set<KnownHolder> holders = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final LongSupplier nanoTime;

	private final Function<Thread, @Nullable String> requests;

	/**
	 * Create without holders.
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 * @param requests tells which request a thread serves, {@code null} if none
	 */
	public ConnectionHolders(LongSupplier nanoTime, Function<Thread, @Nullable String> requests) {
		this.nanoTime = nanoTime;
		this.requests = requests;
	}

	/**
	 * Note that a data source is observed.
	 * @param name its name
	 * @param dataSource the data source itself
	 */
	public void add(String name, DataSource dataSource) {
		this.dataSources.put(name, dataSource);
	}

	/**
	 * Note that a pool that is no data source is observed.
	 * @param name name of its bean
	 * @param pool reads its state from memory; {@code null} if it is no pool
	 */
	public void add(String name, Supplier<@Nullable PoolState> pool) {
		this.pools.put(name, pool);
	}

	/**
	 * Return the pools that are observed and are no data sources.
	 * @return what reads the state of each, by its name
	 */
	public Map<String, Supplier<@Nullable PoolState>> pools() {
		return Collections.unmodifiableMap(this.pools);
	}

	/**
	 * Return the data sources that are observed.
	 * @return each by its name
	 */
	public Map<String, DataSource> dataSources() {
		return Collections.unmodifiableMap(this.dataSources);
	}

	/**
	 * Note that the calling thread asks for a connection.
	 * @param dataSource name of the data source
	 * @return to be told what comes of it
	 */
	public ConnectionHolder ask(String dataSource) {
		Thread thread = Thread.currentThread();
		return ask(dataSource, thread, () -> this.requests.apply(thread));
	}

	/**
	 * Note that somebody asks for a connection who keeps no thread meanwhile.
	 * @param source name of the connection factory
	 * @param request tells for which request that is, {@code null} if for none
	 * @return to be told what comes of it
	 */
	public ConnectionHolder ask(String source, Supplier<@Nullable String> request) {
		return ask(source, null, request);
	}

	private ConnectionHolder ask(String source, @Nullable Thread thread, Supplier<@Nullable String> request) {
		KnownHolder holder = new KnownHolder(this, source, thread, request, this.nanoTime.getAsLong());
		this.holders.add(holder);
		return holder;
	}

	void given(KnownHolder holder) {
		holder.since = this.nanoTime.getAsLong();
		holder.held = true;
		this.holders.add(holder);
	}

	void end(KnownHolder holder) {
		this.holders.remove(holder);
	}

	/**
	 * Return for how long those who wait for a connection have been waiting.
	 * @param source name of the data source or connection factory
	 * @return seconds, one number for each, in no order
	 */
	public List<Double> waits(String source) {
		long now = this.nanoTime.getAsLong();
		List<Double> waits = new ArrayList<>();
		for (KnownHolder holder : all()) {
			if (!holder.held && holder.source.equals(source)) {
				waits.add(seconds(now - holder.asked));
			}
		}
		return waits;
	}

	@Override
	public String name() {
		return "connections";
	}

	@Override
	public StatusSection section() {
		long now = this.nanoTime.getAsLong();
		List<KnownHolder> all = all();
		List<StatusRow> rows = all.stream()
			.filter((holder) -> holder.held)
			.sorted(Comparator.comparingLong((KnownHolder holder) -> now - holder.since).reversed())
			.limit(MOST_ROWS)
			.map((holder) -> row(holder, now))
			.toList();
		long held = all.stream().filter((holder) -> holder.held).count();
		return StatusSection.EMPTY.with("held", held).with("waiting", all.size() - held).with(rows);
	}

	private List<KnownHolder> all() {
		synchronized (this.holders) {
			return new ArrayList<>(this.holders);
		}
	}

	private StatusRow row(KnownHolder holder, long now) {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("age_seconds", seconds(now - holder.since));
		numbers.put("thread_id", (holder.thread != null) ? holder.thread.getId() : 0);
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("thread", (holder.thread != null) ? holder.thread.getName() : "");
		texts.put("statement", holder.command());
		texts.put("request", holder.request());
		return new StatusRow(holder.source, numbers, texts);
	}

	private static double seconds(long nanos) {
		return TimeUnit.NANOSECONDS.toMillis(nanos) / 1000.0;
	}

}
