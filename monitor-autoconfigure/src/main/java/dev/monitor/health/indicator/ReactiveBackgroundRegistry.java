package dev.monitor.health.indicator;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * {@link ReactiveHealthContributorRegistry} that shows from memory what another one
 * holds.
 */
public final class ReactiveBackgroundRegistry extends DefaultReactiveHealthContributorRegistry {

	private final ReactiveHealthContributorRegistry registry;

	private final BackgroundIndicators indicators;

	/**
	 * Create the registry, with a check for each that the other one holds.
	 * @param registry the other one, which goes on holding them
	 * @param indicators where checks and their results are kept
	 */
	public ReactiveBackgroundRegistry(ReactiveHealthContributorRegistry registry, BackgroundIndicators indicators) {
		this.registry = registry;
		this.indicators = indicators;
		stream();
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		ReactiveHealthContributor contributor = this.registry.getContributor(name);
		return (contributor != null) ? ReactiveBackground.of(name, contributor, this.indicators) : null;
	}

	@Override
	public Stream<Entry> stream() {
		List<Entry> entries = this.registry.stream()
			.map((entry) -> new Entry(entry.name(),
					ReactiveBackground.of(entry.name(), entry.contributor(), this.indicators)))
			.toList();
		return entries.stream();
	}

	@Override
	public void registerContributor(String name, ReactiveHealthContributor contributor) {
		this.registry.registerContributor(name, contributor);
		ReactiveBackground.of(name, contributor, this.indicators);
	}

	@Override
	public @Nullable ReactiveHealthContributor unregisterContributor(String name) {
		ReactiveHealthContributor contributor = this.registry.unregisterContributor(name);
		if (contributor != null) {
			this.indicators.remove(name, (path) -> false);
		}
		return contributor;
	}

}
