package dev.monitor.check.actuate;

import java.util.function.Predicate;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.function.SingletonSupplier;

/**
 * The rule for all statuses, the application's own included: a status fails if Boot would
 * answer it with an HTTP error. So {@code DOWN} and {@code OUT_OF_SERVICE} fail, and
 * {@code UNKNOWN} does not, unless the application maps statuses otherwise.
 */
public final class FailingStatus {

	private FailingStatus() {
	}

	/**
	 * Return the rule of an application.
	 * @param beans where to find its mapping of statuses, when the first one is judged
	 * @return tells statuses that fail
	 */
	public static Predicate<Status> of(BeanFactory beans) {
		SingletonSupplier<HttpCodeStatusMapper> mapper = SingletonSupplier
			.of(() -> beans.getBeanProvider(HttpCodeStatusMapper.class)
				.getIfAvailable(HttpCodeStatusMapper::getDefault));
		return (status) -> mapper.obtain().getStatusCode(status) >= 400;
	}

}
