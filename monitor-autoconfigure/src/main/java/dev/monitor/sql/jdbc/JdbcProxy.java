package dev.monitor.sql.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Makes proxies that show every interface of what they stand for, so that applications
 * can cast a connection to that of their driver. Interfaces that a proxy cannot have are
 * left out: those that are not public, and those that its class loader does not see.
 * Thread-safe.
 *
 * @param <T> what the proxies are in any case
 */
final class JdbcProxy<T> {

	private final Class<T> type;

	private final List<Class<?>> always;

	private final ClassValue<Class<?>[]> interfaces = new ClassValue<>() {

		@Override
		protected Class<?>[] computeValue(Class<?> target) {
			return interfaces(target);
		}

	};

	/**
	 * Create the maker.
	 * @param type what proxies are
	 * @param marker what they are besides
	 */
	JdbcProxy(Class<T> type, Class<?>... marker) {
		this.type = type;
		this.always = Stream.concat(Stream.of(marker), Stream.of(type)).toList();
	}

	T create(T target, InvocationHandler handler) {
		Class<?> targetType = target.getClass();
		return this.type.cast(Proxy.newProxyInstance(loader(targetType), this.interfaces.get(targetType), handler));
	}

	/**
	 * Return the interfaces of the proxy of an instance of a class.
	 */
	Class<?>[] interfaces(Class<?> target) {
		Set<Class<?>> shown = new LinkedHashSet<>(this.always);
		for (Class<?> type = target; type != null; type = type.getSuperclass()) {
			collect(type, loader(target), shown);
		}
		Class<?>[] all = shown.toArray(new Class<?>[0]);
		try {
			Proxy.newProxyInstance(loader(target), all, (proxy, method, args) -> null);
			return all;
		}
		// an interface that goes with no other, or a native image without this proxy
		catch (RuntimeException | Error ex) {
			return this.always.toArray(new Class<?>[0]);
		}
	}

	private static void collect(Class<?> type, ClassLoader loader, Set<Class<?>> shown) {
		for (Class<?> each : type.getInterfaces()) {
			if (Modifier.isPublic(each.getModifiers()) && each.getModule().isExported(each.getPackageName())
					&& !each.isSealed() && ClassUtils.isVisible(each, loader)) {
				shown.add(each);
			}
			else {
				collect(each, loader, shown);
			}
		}
	}

	private static ClassLoader loader(Class<?> target) {
		ClassLoader own = JdbcProxy.class.getClassLoader();
		ClassLoader loader = target.getClassLoader();
		return (loader != null && ClassUtils.isVisible(ObservedDataSource.class, loader)) ? loader : own;
	}

	/**
	 * Hand a call on.
	 */
	static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
		try {
			return method.invoke(target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
