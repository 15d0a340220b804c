package dev.monitor.delivery;

import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that has failed for good.
 *
 * @param channel the channel
 * @param host the host, {@code unknown} if the target names none
 * @param reason why, one of a bounded set of words such as {@code http_410} or
 * {@code timeout}; docs/guides/deliveries.md has them all
 * @param attempts how many attempts to reach the host have failed since its last success,
 * 0 if that is not known
 * @param since time of the first of them; {@code null} if that is not known
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record DeliveryFailure(String channel, String host, String reason, long attempts, @Nullable Instant since) {

}
