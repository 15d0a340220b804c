package dev.monitor.dashboard;

import dev.monitor.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request for data or for something to be done.
 *
 * @param refusal the answer to a request that is refused, {@code null} to others
 * @param level what its sender may do, if it is not refused
 * @param who name of the sender's token or account, empty if it has none
 */
public record Visit(@Nullable HttpResponse refusal, AccessLevel level, String who) {

	static Visit refused(HttpResponse refusal) {
		return new Visit(refusal, AccessLevel.VIEW, "");
	}

	static Visit admitted(AccessLevel level, String who) {
		return new Visit(null, level, who);
	}

}
