package dev.monitor.delivery.autoconfigure;

import java.time.Instant;

import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryAttempt;
import org.jspecify.annotations.Nullable;

/**
 * {@link Deliveries} of an application in which they are switched off: its code is there
 * all the same.
 */
final class UnobservedDeliveries implements Deliveries {

	@Override
	public <T extends @Nullable Object, E extends Exception> T attempt(String channel, String target,
			DeliveryAttempt<T, E> attempt) throws E {
		return attempt.call();
	}

	@Override
	public void failed(String channel, String target, Throwable failure) {
	}

	@Override
	public @Nullable Instant failingSince(String host) {
		return null;
	}

	@Override
	public void seen(String host) {
	}

}
