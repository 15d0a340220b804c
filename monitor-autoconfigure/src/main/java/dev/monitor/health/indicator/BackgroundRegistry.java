package dev.monitor.health.indicator;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * {@link HealthContributorRegistry} that shows from memory what another one holds. It is
 * Boot's own type, for whoever asks for that.
 */
public final class BackgroundRegistry extends DefaultHealthContributorRegistry {

	private final HealthContributorRegistry registry;

	private final BackgroundIndicators indicators;

	/**
	 * Create the registry, with a check for each that the other one holds.
	 * @param registry the other one, which goes on holding them
	 * @param indicators where checks and their results are kept
	 */
	public BackgroundRegistry(HealthContributorRegistry registry, BackgroundIndicators indicators) {
		this.registry = registry;
		this.indicators = indicators;
		stream();
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		HealthContributor contributor = this.registry.getContributor(name);
		return (contributor != null) ? this.indicators.inBackground(name, contributor) : null;
	}

	/**
	 * All contributors are known before the first one is read: whoever waits for first
	 * results waits for all at once.
	 */
	@Override
	public Stream<Entry> stream() {
		List<Entry> entries = this.registry.stream()
			.map((entry) -> new Entry(entry.name(), this.indicators.inBackground(entry.name(), entry.contributor())))
			.toList();
		return entries.stream();
	}

	@Override
	public void registerContributor(String name, HealthContributor contributor) {
		this.registry.registerContributor(name, contributor);
		this.indicators.inBackground(name, contributor);
	}

	@Override
	public @Nullable HealthContributor unregisterContributor(String name) {
		HealthContributor contributor = this.registry.unregisterContributor(name);
		if (contributor != null) {
			this.indicators.remove(name, (path) -> false);
		}
		return contributor;
	}

}
