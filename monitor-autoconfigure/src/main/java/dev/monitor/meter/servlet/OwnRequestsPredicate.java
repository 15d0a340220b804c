package dev.monitor.meter.servlet;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.servlet.ServletPaths;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * {@link ObservationPredicate} that leaves scrapes, probes and whatever else the actuator
 * and Monitor answer out of {@code http.server.requests}, and of traces: they are
 * nobody's requests, and many of them hide that others fail.
 */
public final class OwnRequestsPredicate implements ObservationPredicate {

	private final OwnPaths own;

	/**
	 * Create the predicate.
	 * @param own the paths that are not the application's
	 */
	public OwnRequestsPredicate(OwnPaths own) {
		this.own = own;
	}

	@Override
	public boolean test(String name, Observation.Context context) {
		if (!(context instanceof ServerRequestObservationContext server)) {
			return true;
		}
		HttpServletRequest request = server.getCarrier();
		return request == null || !this.own.contain(ServletPaths.of(request));
	}

}
