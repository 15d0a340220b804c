package dev.monitor.health.indicator;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

/**
 * {@link CompositeHealthContributor} that shows another one's present members from
 * memory.
 */
final class BackgroundComposite implements CompositeHealthContributor {

	private final String path;

	private final CompositeHealthContributor composite;

	private final BackgroundIndicators indicators;

	private volatile Set<String> names = Set.of();

	BackgroundComposite(String path, CompositeHealthContributor composite, BackgroundIndicators indicators) {
		this.path = path;
		this.composite = composite;
		this.indicators = indicators;
		stream();
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		HealthContributor member = this.composite.getContributor(name);
		return (member != null) ? this.indicators.inBackground(this.path + "/" + name, member) : null;
	}

	/**
	 * All members are known before the first one is read: whoever waits for first results
	 * waits for all at once.
	 */
	@Override
	public Stream<Entry> stream() {
		List<Entry> members = this.composite.stream()
			.map((member) -> new Entry(member.name(),
					this.indicators.inBackground(this.path + "/" + member.name(), member.contributor())))
			.toList();
		forgetAllBut(members.stream().map(Entry::name).collect(Collectors.toSet()));
		return members.stream();
	}

	boolean shows(CompositeHealthContributor candidate) {
		return candidate == this.composite;
	}

	private void forgetAllBut(Set<String> present) {
		if (!present.equals(this.names)) {
			this.names = present;
			int prefix = this.path.length() + 1;
			this.indicators.remove(this.path, (candidate) -> candidate.length() < prefix
					|| present.contains(candidate.substring(prefix).split("/", 2)[0]));
		}
	}

}
