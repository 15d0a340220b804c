package dev.monitor.guard;

import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a resource server says of a token.
 *
 * @param decision the decision
 * @param expires when the token stops to be good, {@code null} if that is not known
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record TokenDecision(Decision decision, @Nullable Instant expires) {

}
