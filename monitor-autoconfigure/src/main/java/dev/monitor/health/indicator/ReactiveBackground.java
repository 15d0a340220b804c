package dev.monitor.health.indicator;

import java.util.stream.Stream;

import dev.monitor.check.actuate.BlockingHealth;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * What is checked in the background, for readers that must not block.
 */
final class ReactiveBackground {

	private ReactiveBackground() {
	}

	/**
	 * Return what to show in place of a contributor.
	 * @param path the path in Boot's health
	 * @param contributor the contributor
	 * @param indicators what is checked in the background
	 * @return one that reads memory, or the contributor if it is not checked
	 */
	static ReactiveHealthContributor of(String path, ReactiveHealthContributor contributor,
			BackgroundIndicators indicators) {
		HealthContributor blocking = BlockingHealth.of(contributor);
		HealthContributor shown = indicators.inBackground(path, blocking);
		return (shown != blocking) ? of(shown) : contributor;
	}

	private static ReactiveHealthContributor of(HealthContributor shown) {
		if (shown instanceof BackgroundHealthIndicator indicator) {
			return new Indicator(indicator);
		}
		return (shown instanceof BackgroundComposite composite) ? new Composite(composite)
				: ReactiveHealthContributor.adapt(shown);
	}

	private record Indicator(BackgroundHealthIndicator indicator) implements ReactiveHealthIndicator {

		@Override
		public Mono<Health> health() {
			Mono<Health> current = Mono.fromSupplier(this.indicator::current);
			return Mono.defer(() -> this.indicator.firstResult().isDone() ? current : afterFirstResult(current));
		}

		@Override
		public HealthIndicator asHealthContributor() {
			return this.indicator;
		}

		/**
		 * The thread that brings the result must go on with its own work.
		 */
		private Mono<Health> afterFirstResult(Mono<Health> current) {
			return Mono.fromFuture(this.indicator.firstResult(), true)
				.publishOn(Schedulers.boundedElastic())
				.then(current);
		}

	}

	private record Composite(BackgroundComposite composite) implements CompositeReactiveHealthContributor {

		@Override
		public @Nullable ReactiveHealthContributor getContributor(String name) {
			HealthContributor member = this.composite.getContributor(name);
			return (member != null) ? of(member) : null;
		}

		@Override
		public Stream<ReactiveHealthContributors.Entry> stream() {
			return this.composite.stream()
				.map((member) -> new ReactiveHealthContributors.Entry(member.name(), of(member.contributor())));
		}

		@Override
		public CompositeHealthContributor asHealthContributor() {
			return this.composite;
		}

	}

}
