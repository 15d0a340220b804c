package dev.monitor.sql.r2dbc;

import java.util.Objects;
import java.util.stream.Stream;

import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;

/**
 * What stands inside of what, as far as that says so.
 */
final class Layers {

	private static final int MOST = 20;

	private Layers() {
	}

	/**
	 * Return the layers of something.
	 * @param outermost what is asked
	 * @return itself, what is inside of it, and so on
	 */
	static Stream<Object> of(Object outermost) {
		return Stream.iterate(outermost, Objects::nonNull, Layers::inner).limit(MOST);
	}

	private static @Nullable Object inner(Object outer) {
		Object inner = (outer instanceof Wrapped<?> wrapped) ? wrapped.unwrap() : null;
		return (inner != outer) ? inner : null;
	}

}
