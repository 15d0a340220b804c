package dev.monitor.dashboard;

import dev.monitor.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request for data.
 *
 * @param refusal the answer to a request that is refused, {@code null} to others
 * @param level what its sender may do, if it is not refused
 */
public record Visit(@Nullable HttpResponse refusal, AccessLevel level) {

	static Visit refused(HttpResponse refusal) {
		return new Visit(refusal, AccessLevel.VIEW);
	}

	static Visit admitted(boolean operator) {
		return new Visit(null, operator ? AccessLevel.OPERATE : AccessLevel.VIEW);
	}

}
