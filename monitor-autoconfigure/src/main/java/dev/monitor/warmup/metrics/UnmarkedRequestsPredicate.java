package dev.monitor.warmup.metrics;

import dev.monitor.http.RequestMark;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * {@link ObservationPredicate} that leaves Monitor's own requests out of
 * {@code http.server.requests}.
 */
public final class UnmarkedRequestsPredicate implements ObservationPredicate {

	private final RequestMark mark;

	/**
	 * Create the predicate.
	 * @param mark the mark of Monitor's own requests
	 */
	public UnmarkedRequestsPredicate(RequestMark mark) {
		this.mark = mark;
	}

	@Override
	public boolean test(String name, Observation.Context context) {
		if (!(context instanceof ServerRequestObservationContext server)) {
			return true;
		}
		HttpServletRequest request = server.getCarrier();
		return request == null || !this.mark.hides(request.getHeader(RequestMark.HEADER));
	}

}
