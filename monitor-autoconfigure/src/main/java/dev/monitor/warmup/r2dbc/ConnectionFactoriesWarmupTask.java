package dev.monitor.warmup.r2dbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.monitor.failure.FailureReason;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import reactor.core.publisher.Mono;

/**
 * {@link WarmupTask} that lets each connection factory open as many connections as it
 * should have, and validates one. It runs ahead of all tasks that may need one, and waits
 * on the thread of the warmup.
 */
public final class ConnectionFactoriesWarmupTask implements WarmupTask {

	private final Supplier<Map<String, ConnectionFactory>> factories;

	private final Function<ConnectionFactory, Mono<?>> open;

	/**
	 * Create the task.
	 * @param factories gives the connection factories by name when the task runs
	 * @param open opens the connections that a factory should have; empty if it keeps
	 * none
	 */
	public ConnectionFactoriesWarmupTask(Supplier<Map<String, ConnectionFactory>> factories,
			Function<ConnectionFactory, Mono<?>> open) {
		this.factories = factories;
		this.open = open;
	}

	@Override
	public String name() {
		return "connection-factories";
	}

	@Override
	public int order() {
		return -200;
	}

	@Override
	public void run(WarmupProgress progress) {
		Map<String, ConnectionFactory> all = new LinkedHashMap<>(this.factories.get());
		progress.total(all.size());
		all.forEach((name, factory) -> {
			try {
				this.open.apply(factory).then(validated(factory)).block();
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException("Connection factory '" + name + "': " + FailureReason.of(ex), ex);
			}
			progress.step();
		});
	}

	private static Mono<Boolean> validated(ConnectionFactory factory) {
		return Mono
			.usingWhen(factory.create(), (connection) -> Mono.from(connection.validate(ValidationDepth.REMOTE)),
					Connection::close)
			.filter(Boolean::booleanValue)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("Connection is not valid")));
	}

}
