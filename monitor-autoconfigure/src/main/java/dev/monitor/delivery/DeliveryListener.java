package dev.monitor.delivery;

import java.time.Duration;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Hears of deliveries, on the thread that delivers. All beans of this type are called, in
 * their order. What they deliver themselves meanwhile is not observed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface DeliveryListener {

	/**
	 * An attempt has ended.
	 * @param channel the channel
	 * @param host the host, {@code unknown} if the target names none
	 * @param duration how long it took, zero if it was rejected
	 * @param reason why it failed, as in {@link DeliveryFailure}; {@code null} after a
	 * success
	 */
	default void attempted(String channel, String host, Duration duration, @Nullable String reason) {
	}

	/**
	 * A delivery has failed for good.
	 * @param failure what is known of it
	 */
	default void failed(DeliveryFailure failure) {
	}

}
