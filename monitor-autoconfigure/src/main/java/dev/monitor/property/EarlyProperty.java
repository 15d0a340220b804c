package dev.monitor.property;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Properties that are read before they are bound to a bean, as in conditions. The
 * environment does not say which of them has a wrong value.
 */
public final class EarlyProperty {

	private EarlyProperty() {
	}

	/**
	 * Read a property.
	 * @param <T> its type
	 * @param environment where it is
	 * @param property its full name
	 * @param type its type
	 * @param fallback what counts where it is not set, or empty
	 * @return the value
	 * @throws InvalidPropertyException if it needs a placeholder that has no value
	 * @throws org.springframework.boot.context.properties.bind.BindException if it is of
	 * another type
	 */
	public static <T> T read(Environment environment, String property, Class<T> type, T fallback) {
		try {
			return environment.getProperty(property, type, fallback);
		}
		catch (PlaceholderResolutionException ex) {
			throw new InvalidPropertyException(property, null, Placeholders.problem(ex.getPlaceholder()),
					Placeholders.remedy(ex.getPlaceholder()));
		}
		catch (ConversionException ex) {
			Binder.get(environment).bind(property, type);
			throw ex;
		}
	}

}
