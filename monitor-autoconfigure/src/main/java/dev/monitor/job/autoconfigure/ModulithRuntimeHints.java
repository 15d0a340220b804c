package dev.monitor.job.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.util.ClassUtils;

/**
 * {@link RuntimeHints} for the proxy around the repository of event publications.
 */
class ModulithRuntimeHints implements RuntimeHintsRegistrar {

	private static final String[] REPOSITORIES = { "jdbc.JdbcEventPublicationRepository",
			"jdbc.JdbcEventPublicationRepositoryV2", "jpa.JpaEventPublicationRepository" };

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(hints, EventPublicationRepository.class);
		for (String name : REPOSITORIES) {
			String type = "org.springframework.modulith.events." + name;
			if (ClassUtils.isPresent(type, classLoader)) {
				register(hints, ClassUtils.getAllInterfacesForClass(ClassUtils.resolveClassName(type, classLoader)));
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
