package dev.monitor.health.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/**
 * {@link ApplicationAvailability} that accepts traffic only while all gates are open as
 * well. What was published stays as it is: {@code getLastChangeEvent} tells it.
 * Thread-safe.
 */
public final class GatedAvailability extends ApplicationAvailabilityBean implements SmartInitializingSingleton {

	private final Supplier<@Nullable Gates> source;

	private final List<AvailabilityChangeEvent<?>> published = new ArrayList<>();

	private volatile @Nullable Gates gates;

	/**
	 * Create the availability.
	 * @param gates gives the gates, asked when all singletons have been created;
	 * {@code null} if there are none
	 */
	public GatedAvailability(Supplier<@Nullable Gates> gates) {
		this.source = gates;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.gates = this.source.get();
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
		synchronized (this.published) {
			this.published.removeIf((before) -> before.getState().getClass() == event.getState().getClass()
					&& context(before) == context(event));
			this.published.add(event);
			super.onApplicationEvent(event);
		}
	}

	/**
	 * Take back what a child context has published, since it is gone: what others
	 * published before counts again.
	 * @param child the child
	 */
	public void forget(ApplicationContext child) {
		synchronized (this.published) {
			this.published.removeIf((event) -> context(event) == child);
			this.published.forEach(super::onApplicationEvent);
		}
	}

	private static @Nullable ApplicationContext context(AvailabilityChangeEvent<?> event) {
		return (event.getSource() instanceof ApplicationContext context) ? context : null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends AvailabilityState> @Nullable S getState(Class<S> stateType) {
		S published = super.getState(stateType);
		if (published == ReadinessState.ACCEPTING_TRAFFIC && isClosed()) {
			return (S) ReadinessState.REFUSING_TRAFFIC;
		}
		return published;
	}

	private boolean isClosed() {
		Gates known = this.gates;
		return known != null && known.firstClosed() != null;
	}

}
