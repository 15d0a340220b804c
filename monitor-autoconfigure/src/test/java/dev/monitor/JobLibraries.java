package dev.monitor;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps libraries that run jobs from starting in each application of the tests, whatever
 * that excludes itself. A test that wants one names its auto-configuration.
 */
public final class JobLibraries implements AutoConfigurationImportFilter {

	private static final List<String> PACKAGES = List.of("com.github.kagkarlsson.", "org.jobrunr.",
			"org.springframework.boot.batch.", "org.springframework.boot.quartz.", "org.springframework.modulith.");

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean[] match = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < match.length; i++) {
			String name = autoConfigurationClasses[i];
			match[i] = name == null || PACKAGES.stream().noneMatch(name::startsWith);
		}
		return match;
	}

}
