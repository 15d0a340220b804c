package dev.monitor.sql.r2dbc;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A result that notes how many rows were changed, also of those that pass a filter, which
 * r2dbc-proxy does not follow.
 */
final class ObservedResult implements Result, Wrapped<Result> {

	private final Result target;

	private final UnaryOperator<Result> proxies;

	private final @Nullable Execution execution;

	private final Result proxy;

	/**
	 * Create the result.
	 * @param target the result of the driver
	 * @param proxies makes r2dbc-proxy's view of a result
	 * @param execution told how many rows were changed
	 */
	ObservedResult(Result target, UnaryOperator<Result> proxies, @Nullable Execution execution) {
		this.target = target;
		this.proxies = proxies;
		this.execution = execution;
		this.proxy = proxies.apply(target);
	}

	@Override
	public Publisher<Long> getRowsUpdated() {
		Publisher<Long> updated = this.proxy.getRowsUpdated();
		return (this.execution != null) ? Flux.from(updated).doOnNext(this.execution::changed) : updated;
	}

	@Override
	public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
		return this.proxy.map(mapping);
	}

	@Override
	public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
		return this.proxy.map(mapping);
	}

	@Override
	public Result filter(Predicate<Segment> filter) {
		return new ObservedResult(this.target.filter(filter), this.proxies, this.execution);
	}

	@Override
	public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
		return this.proxy.flatMap(mapping);
	}

	@Override
	public Result unwrap() {
		return this.target;
	}

	@Override
	public String toString() {
		return this.target.toString();
	}

}
