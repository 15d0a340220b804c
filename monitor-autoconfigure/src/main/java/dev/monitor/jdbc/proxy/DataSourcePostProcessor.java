package dev.monitor.jdbc.proxy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.failure.Listeners;
import dev.monitor.jdbc.ConnectionHolders;
import dev.monitor.jdbc.DataSourceObserver;
import dev.monitor.jdbc.StatementListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.NativeDetector;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanPostProcessor} that puts a proxy of their own class around data sources, so
 * that they can still be injected as what they are. Where that cannot be, and the bean is
 * declared as an interface, the proxy has the interfaces only. Comes ahead of others,
 * whose proxies may leave no way in. One that stands around another that is observed is
 * left alone, unless it stands around several.
 */
public final class DataSourcePostProcessor
		implements BeanPostProcessor, PriorityOrdered, BeanClassLoaderAware, BeanFactoryAware {

	private static final Logger logger = LoggerFactory.getLogger(DataSourcePostProcessor.class);

	private final Supplier<Stream<DataSourceObserver>> observers;

	private final Supplier<@Nullable ConnectionHolders> holders;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	private @Nullable ClassLoader classLoader = ClassUtils.getDefaultClassLoader();

	private @Nullable BeanFactory beanFactory;

	/**
	 * Create the post processor.
	 * @param observers gives the observers, asked when there is a data source
	 */
	public DataSourcePostProcessor(Supplier<Stream<DataSourceObserver>> observers) {
		this(observers, () -> null);
	}

	/**
	 * Create the post processor.
	 * @param observers gives the observers, asked when there is a data source
	 * @param holders gives who is told of those that borrow connections; {@code null} if
	 * nobody wants to know
	 */
	public DataSourcePostProcessor(Supplier<Stream<DataSourceObserver>> observers,
			Supplier<@Nullable ConnectionHolders> holders) {
		this.observers = observers;
		this.holders = holders;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
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
		if (active.isEmpty() || ObservedDataSource.isObserved(dataSource)) {
			return bean;
		}
		try {
			return proxy(dataSource, beanName, active);
		}
		catch (Exception | LinkageError ex) {
			report(originalName(beanName), ex.getMessage());
			return bean;
		}
	}

	private void report(String name, @Nullable String reason) {
		if (!this.reported.add(name)) {
			return;
		}
		// nothing can be done there: the class would have to be made at build time
		Level level = NativeDetector.inNativeImage() ? Level.INFO : Level.WARN;
		logger.atLevel(level)
			.log("SQL timing and logging are off for data source '{}': it cannot be proxied ({}). Declare the bean as "
					+ "javax.sql.DataSource.", name, reason);
	}

	private Object proxy(DataSource dataSource, String beanName, List<DataSourceObserver> observers) {
		Class<?> type = dataSource.getClass();
		boolean byInterfaces = Proxy.isProxyClass(type) || type.isHidden();
		boolean byClass = !byInterfaces && canBeSubclassed(ClassUtils.getUserClass(type));
		if (!byInterfaces && !byClass && !isDeclaredOtherwise(beanName, dataSource)) {
			throw new IllegalArgumentException(type.getName() + " is final or has final methods");
		}
		String name = originalName(beanName);
		List<StatementListener> listeners = new ArrayList<>();
		new Listeners<>(observers)
			.tell((observer) -> listeners.add(Objects.requireNonNull(observer.observe(name, dataSource))));
		ProxyFactory factory = new ProxyFactory(dataSource);
		factory.setProxyTargetClass(byClass);
		ConnectionHolders holders = this.holders.get();
		factory.addAdvice(
				new ObservedDataSource(new ObservedConnections(name, new StatementEvents(name, listeners), holders)));
		Object proxy = factory.getProxy(this.classLoader);
		if (holders != null && !InnerDataSources.areSeveral(dataSource)) {
			holders.add(name, dataSource);
		}
		return proxy;
	}

	/**
	 * Tell whether a bean, or what a factory bean makes, is declared as an interface, or
	 * as a class that is inside of what another post processor has made of it: nobody
	 * gets it as its own class then.
	 */
	private boolean isDeclaredOtherwise(String beanName, DataSource dataSource) {
		if (!(this.beanFactory instanceof ConfigurableListableBeanFactory factory)
				|| !factory.containsBeanDefinition(beanName)) {
			return false;
		}
		ResolvableType type = factory.getMergedBeanDefinition(beanName).getResolvableType();
		Class<?> declared = FactoryBean.class.isAssignableFrom(type.resolve(Object.class))
				? type.as(FactoryBean.class).getGeneric().resolve(DataSource.class) : type.resolve();
		return declared != null
				&& (declared.isInterface() || declared == Object.class || !declared.isInstance(dataSource));
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

	private static String originalName(String beanName) {
		return ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName) : beanName;
	}

}
