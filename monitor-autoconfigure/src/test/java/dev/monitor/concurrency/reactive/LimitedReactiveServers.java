package dev.monitor.concurrency.reactive;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Starts each {@link LimitedReactiveServer} when it is first needed. All are closed at
 * the end of the whole run.
 */
class LimitedReactiveServers implements ArgumentsProvider {

	@Override
	public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
		return containers().map((container) -> Arguments.of(server(container, context)));
	}

	Stream<ReactiveContainer> containers() {
		return Arrays.stream(ReactiveContainer.values());
	}

	private static LimitedReactiveServer server(ReactiveContainer container, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(LimitedReactiveServers.class))
			.computeIfAbsent(container, LimitedReactiveServer::new, LimitedReactiveServer.class);
	}

	/**
	 * Reactor Netty alone.
	 */
	static class OnNetty extends LimitedReactiveServers {

		@Override
		Stream<ReactiveContainer> containers() {
			return Stream.of(ReactiveContainer.NETTY);
		}

	}

}
