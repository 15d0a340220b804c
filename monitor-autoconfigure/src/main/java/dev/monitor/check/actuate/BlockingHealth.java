package dev.monitor.check.actuate;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;

/**
 * Reactive health contributors for those who wait for the answer. Loaded only with
 * Reactor.
 */
public final class BlockingHealth {

	private static final @Nullable Method CHECK = QuietIndicators.find(AbstractReactiveHealthIndicator.class);

	private BlockingHealth() {
	}

	/**
	 * Return a contributor that says the same and waits for it.
	 * @param contributor the reactive one
	 * @return the contributor
	 */
	public static HealthContributor of(ReactiveHealthContributor contributor) {
		if (contributor instanceof CompositeReactiveHealthContributor composite) {
			return new Composite(composite);
		}
		return (CHECK != null && contributor instanceof AbstractReactiveHealthIndicator indicator)
				? new Indicator(indicator, CHECK) : contributor.asHealthContributor();
	}

	private record Indicator(AbstractReactiveHealthIndicator indicator,
			Method check) implements HealthIndicator, Answer.Source {

		@Override
		public @Nullable Health health() {
			return this.indicator.asHealthContributor().health();
		}

		@Override
		public Answer ask() {
			try {
				Object health = QuietIndicators.call(this.check, this.indicator, new Health.Builder());
				Answer answer = (health instanceof Mono<?> mono) ? mono.cast(Health.class)
					.map((said) -> new Answer(said, null))
					.onErrorResume((failure) -> Mono.just(failed(failure)))
					.block() : null;
				return (answer != null) ? answer : new Answer(null, null);
			}
			catch (Exception ex) {
				return failed(ex);
			}
		}

		private static Answer failed(Throwable failure) {
			return new Answer(new Health.Builder().down(failure).build(), failure);
		}

	}

	private record Composite(CompositeReactiveHealthContributor composite) implements CompositeHealthContributor {

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			ReactiveHealthContributor member = this.composite.getContributor(name);
			return (member != null) ? of(member) : null;
		}

		@Override
		public Stream<Entry> stream() {
			return this.composite.stream().map((member) -> new Entry(member.name(), of(member.contributor())));
		}

	}

}
