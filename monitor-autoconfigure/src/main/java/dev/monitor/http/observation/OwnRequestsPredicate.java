package dev.monitor.http.observation;

import java.util.function.Predicate;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestMark;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * {@link ObservationPredicate} that leaves requests which are not the application's own
 * out of {@code http.server.requests}, and of traces, in servlet and in reactive
 * applications: scrapes and probes are nobody's requests, and many of them hide that
 * others fail.
 */
public final class OwnRequestsPredicate implements ObservationPredicate {

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private static final boolean REACTIVE = isPresent("org.springframework.http.server.reactive.ServerHttpRequest")
			&& isPresent("org.reactivestreams.Publisher");

	private final Predicate<ObservedRequest> own;

	private OwnRequestsPredicate(Predicate<ObservedRequest> own) {
		this.own = own;
	}

	/**
	 * Leave out what Monitor and the actuator answer.
	 * @param paths the paths that are not the application's
	 * @return the predicate
	 */
	public static OwnRequestsPredicate at(OwnPaths paths) {
		return new OwnRequestsPredicate((request) -> paths.contain(request.path()));
	}

	/**
	 * Leave out what Monitor sends.
	 * @param mark the mark of Monitor's own requests
	 * @return the predicate
	 */
	public static OwnRequestsPredicate marked(RequestMark mark) {
		return new OwnRequestsPredicate((request) -> mark.hides(request.header(RequestMark.HEADER)));
	}

	@Override
	public boolean test(String name, Observation.Context context) {
		ObservedRequest request = (context instanceof ReceiverContext<?> receiver) ? request(receiver.getCarrier())
				: null;
		return request == null || !this.own.test(request);
	}

	private static @Nullable ObservedRequest request(@Nullable Object carrier) {
		ObservedRequest request = SERVLET ? ServletRequests.of(carrier) : null;
		return (request == null && REACTIVE) ? ReactiveRequests.of(carrier) : request;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, OwnRequestsPredicate.class.getClassLoader());
	}

}
