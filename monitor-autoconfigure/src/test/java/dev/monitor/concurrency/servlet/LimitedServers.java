package dev.monitor.concurrency.servlet;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Starts each {@link LimitedServer} when it is first needed. All are closed at the end of
 * the whole run.
 */
class LimitedServers implements ArgumentsProvider {

	@Override
	public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
		boolean securedOnly = context.getRequiredTestClass().getAnnotation(OnEveryServer.class).securedOnly();
		Stream<Boolean> secured = securedOnly ? Stream.of(true) : Stream.of(false, true);
		return secured
			.flatMap((security) -> Container.available().map((container) -> server(container, security, context)))
			.map(Arguments::of);
	}

	private static LimitedServer server(Container container, boolean secured, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(LimitedServers.class))
			.computeIfAbsent(container + "-" + secured, (key) -> LimitedServer.start(container, secured),
					LimitedServer.class);
	}

}
