package dev.monitor.jdbc.proxy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.failure.Listeners;
import dev.monitor.jdbc.DataSourceObserver;
import dev.monitor.jdbc.StatementListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanPostProcessor} that puts a proxy of their own class around data sources, so
 * that they can still be injected as what they are. One that cannot have such a proxy is
 * left alone, and so is one that stands around another that is observed.
 */
public final class DataSourcePostProcessor implements BeanPostProcessor, BeanClassLoaderAware {

	private static final Logger logger = LoggerFactory.getLogger(DataSourcePostProcessor.class);

	private final Supplier<Stream<DataSourceObserver>> observers;

	private @Nullable ClassLoader classLoader = ClassUtils.getDefaultClassLoader();

	/**
	 * Create the post processor.
	 * @param observers gives the observers, asked when there is a data source
	 */
	public DataSourcePostProcessor(Supplier<Stream<DataSourceObserver>> observers) {
		this.observers = observers;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource) || bean instanceof ScopedObject) {
			return bean;
		}
		List<DataSourceObserver> active = new ArrayList<>();
		new Listeners<>(this.observers.get().toList()).tell((observer) -> {
			if (observer.isActive()) {
				active.add(observer);
			}
		});
		if (active.isEmpty() || isObserved(dataSource)) {
			return bean;
		}
		String name = originalName(beanName);
		try {
			return proxy(dataSource, name, active);
		}
		catch (Exception | LinkageError ex) {
			logger.info("Statements of data source '{}' are not observed, it can have no proxy: {}", name,
					ex.getMessage());
			return bean;
		}
	}

	private Object proxy(DataSource dataSource, String name, List<DataSourceObserver> observers) {
		Class<?> type = dataSource.getClass();
		boolean byInterfaces = Proxy.isProxyClass(type) || type.isHidden();
		if (!byInterfaces && !canBeSubclassed(ClassUtils.getUserClass(type))) {
			throw new IllegalArgumentException(type.getName() + " is final or has final methods");
		}
		List<StatementListener> listeners = new ArrayList<>();
		new Listeners<>(observers)
			.tell((observer) -> listeners.add(Objects.requireNonNull(observer.observe(name, dataSource))));
		ProxyFactory factory = new ProxyFactory(dataSource);
		factory.setProxyTargetClass(!byInterfaces);
		factory.addAdvice(new ObservedDataSource(new ObservedConnections(name, new StatementEvents(name, listeners))));
		return factory.getProxy(this.classLoader);
	}

	/**
	 * A final method would run on the proxy's own fields, which are empty.
	 */
	private static boolean canBeSubclassed(Class<?> type) {
		if (Modifier.isFinal(type.getModifiers())) {
			return false;
		}
		for (Method method : type.getMethods()) {
			boolean own = method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers());
			if (own && Modifier.isFinal(method.getModifiers())) {
				return false;
			}
		}
		return true;
	}

	private static boolean isObserved(DataSource dataSource) {
		try {
			return dataSource.isWrapperFor(ObservedDataSource.class);
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return false;
		}
	}

	private static String originalName(String beanName) {
		return ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName) : beanName;
	}

}
