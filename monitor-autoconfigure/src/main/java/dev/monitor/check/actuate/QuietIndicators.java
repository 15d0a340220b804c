package dev.monitor.check.actuate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.util.ReflectionUtils;

/**
 * Asks indicators without a line in the log. Spring Boot's base classes write a stack
 * trace each time a check fails, which is fine for one that a person asks for, and a
 * hundred megabytes a day for one in the background.
 */
final class QuietIndicators {

	private static final @Nullable Method CHECK = find(AbstractHealthIndicator.class);

	private QuietIndicators() {
	}

	static Answer ask(HealthIndicator indicator) {
		if (indicator instanceof Answer.Source source) {
			return source.ask();
		}
		if (CHECK == null || !(indicator instanceof AbstractHealthIndicator)) {
			return new Answer(indicator.health(true), null);
		}
		Health.Builder builder = new Health.Builder();
		try {
			call(CHECK, indicator, builder);
			return new Answer(builder.build(), null);
		}
		catch (Exception ex) {
			return new Answer(builder.down(ex).build(), ex);
		}
	}

	/**
	 * Find what does a base class' work.
	 * @return the method, {@code null} if it is hidden, as it may be in a native image
	 */
	static @Nullable Method find(Class<?> base) {
		Method method = ReflectionUtils.findMethod(base, "doHealthCheck", Health.Builder.class);
		return (method != null && method.trySetAccessible()) ? method : null;
	}

	static @Nullable Object call(Method check, Object indicator, Health.Builder builder) throws Exception {
		try {
			return check.invoke(indicator, builder);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

}
