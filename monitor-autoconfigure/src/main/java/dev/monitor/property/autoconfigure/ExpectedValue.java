package dev.monitor.property.autoconfigure;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What a property takes.
 *
 * @param problem what is wrong with a value of another kind, a clause whose subject is
 * the property
 * @param remedy what to write instead, a sentence
 */
record ExpectedValue(String problem, String remedy) {

	private static final Map<Class<?>, ExpectedValue> PLAIN = Map.of(Boolean.class,
			new ExpectedValue("is neither true nor false", "Set it to true or false."), Integer.class,
			new ExpectedValue("is not a whole number up to " + Integer.MAX_VALUE, "Set it to a number such as 10."),
			Double.class, new ExpectedValue("is not a number", "Set it to a number such as 99.5."), Duration.class,
			new ExpectedValue("is not a time", "Set it to a time with its unit, such as 500ms, 15s or 2m."),
			ZoneId.class,
			new ExpectedValue("is not a time zone", "Set it to a time zone such as UTC, +02:00 or Europe/Berlin."));

	/**
	 * Find what properties of a type take.
	 * @param type the type, or a list of values of the type
	 * @return what they take, {@code null} if nothing is known about the type
	 */
	static @Nullable ExpectedValue of(ResolvableType type) {
		Class<?> resolved = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
		if (Collection.class.isAssignableFrom(resolved)) {
			ExpectedValue element = of(type.asCollection().getGeneric());
			return (element != null) ? new ExpectedValue("has an element that " + element.problem, element.remedy)
					: null;
		}
		return resolved.isEnum() ? oneOf(resolved) : PLAIN.get(resolved);
	}

	private static ExpectedValue oneOf(Class<?> choices) {
		List<String> all = Arrays.stream(choices.getEnumConstants())
			.map((choice) -> ((Enum<?>) choice).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
		int last = all.size() - 1;
		return new ExpectedValue("is none of the values that it may have",
				"Set it to " + String.join(", ", all.subList(0, last)) + " or " + all.get(last) + ".");
	}

}
