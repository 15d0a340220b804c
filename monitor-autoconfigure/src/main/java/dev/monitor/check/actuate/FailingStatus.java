package dev.monitor.check.actuate;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Status;

/**
 * The rule for all statuses, the application's own included: a status fails if Boot would
 * answer it with an HTTP error. So {@code DOWN} and {@code OUT_OF_SERVICE} fail, and
 * {@code UNKNOWN} does not, unless the application maps statuses otherwise. Thread-safe.
 */
public final class FailingStatus implements Predicate<Status> {

	private final BeanFactory beans;

	private volatile @Nullable HttpCodeStatusMapper mapper;

	/**
	 * Create the rule of an application.
	 * @param beans where to find its mapping of statuses, when the first one is judged
	 */
	public FailingStatus(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public boolean test(Status status) {
		HttpCodeStatusMapper known = this.mapper;
		if (known == null) {
			known = this.beans.getBeanProvider(HttpCodeStatusMapper.class)
				.getIfAvailable(HttpCodeStatusMapper::getDefault);
			this.mapper = known;
		}
		return known.getStatusCode(status) >= 400;
	}

}
