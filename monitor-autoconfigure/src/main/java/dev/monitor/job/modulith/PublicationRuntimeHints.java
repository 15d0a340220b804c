package dev.monitor.job.modulith;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.util.ClassUtils;

/**
 * {@link RuntimeHints} for the proxy of Spring Modulith's repositories.
 */
public final class PublicationRuntimeHints implements RuntimeHintsRegistrar {

	private static final String PACKAGE = "org.springframework.modulith.events.";

	private static final List<String> REPOSITORIES = List.of("jdbc.JdbcEventPublicationRepository",
			"jdbc.JdbcEventPublicationRepositoryV2", "jpa.JpaEventPublicationRepository",
			"mongodb.MongoDbEventPublicationRepository", "neo4j.Neo4jEventPublicationRepository");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(hints, EventPublicationRepository.class);
		for (String name : REPOSITORIES) {
			if (ClassUtils.isPresent(PACKAGE + name, classLoader)) {
				register(hints, ClassUtils
					.getAllInterfacesForClass(ClassUtils.resolveClassName(PACKAGE + name, classLoader), classLoader));
			}
		}
	}

	private static void register(RuntimeHints hints, Class<?>... interfaces) {
		hints.proxies().registerJdkProxy(interfaces);
		for (Class<?> type : interfaces) {
			hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
		}
	}

}
