package dev.monitor.sql.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
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
 * {@link BeanPostProcessor} that puts a proxy of their own class around beans, so that
 * they can still be injected as what they are. Where that cannot be, and the bean is
 * declared as an interface, the proxy has the interfaces only. Comes ahead of others,
 * whose proxies may leave no way in.
 *
 * @param <T> the interface through which the beans are used
 */
public abstract class ProxyingPostProcessor<T>
		implements BeanPostProcessor, PriorityOrdered, BeanClassLoaderAware, BeanFactoryAware {

	private final Class<T> type;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	private @Nullable ClassLoader classLoader = ClassUtils.getDefaultClassLoader();

	private @Nullable BeanFactory beanFactory;

	/**
	 * Create the post processor.
	 * @param type the interface through which the beans are used
	 */
	protected ProxyingPostProcessor(Class<T> type) {
		this.type = type;
	}

	@Override
	public final int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public final void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public final void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public final Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!this.type.isInstance(bean) || bean instanceof ScopedObject) {
			return bean;
		}
		T target = this.type.cast(bean);
		if (!isObserved(target)) {
			return bean;
		}
		try {
			return proxy(target, beanName);
		}
		catch (Exception | LinkageError ex) {
			String name = originalName(beanName);
			if (this.reported.add(name)) {
				// nothing can be done there: the class would have to be made at build
				// time
				refused(NativeDetector.inNativeImage() ? Level.INFO : Level.WARN, name, ex.getMessage());
			}
			return bean;
		}
	}

	/**
	 * Tell whether a bean is to have a proxy.
	 * @param bean the bean
	 * @return whether anybody observes it, and not already
	 */
	protected abstract boolean isObserved(T bean);

	/**
	 * Begin to observe a bean.
	 * @param bean the bean
	 * @param name its name, of one in a scope that of its proxy
	 * @return what the proxy does
	 */
	protected abstract MethodInterceptor observe(T bean, String name);

	/**
	 * Log that a bean has no proxy. Called once for each name.
	 * @param level at which level
	 * @param name its name
	 * @param reason why it cannot have one
	 */
	protected abstract void refused(Level level, String name, @Nullable String reason);

	private Object proxy(T bean, String beanName) {
		Class<?> type = bean.getClass();
		boolean byInterfaces = Proxy.isProxyClass(type) || type.isHidden();
		boolean byClass = !byInterfaces && canBeSubclassed(ClassUtils.getUserClass(type));
		if (!byInterfaces && !byClass && !isDeclaredOtherwise(beanName, bean)) {
			throw new IllegalArgumentException(type.getName() + " is final or has final methods");
		}
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(byClass);
		factory.addAdvice(observe(bean, originalName(beanName)));
		return factory.getProxy(this.classLoader);
	}

	/**
	 * Tell whether a bean, or what a factory bean makes, is declared as an interface, or
	 * as a class that is inside of what another post processor has made of it: nobody
	 * gets it as its own class then.
	 */
	private boolean isDeclaredOtherwise(String beanName, T bean) {
		if (!(this.beanFactory instanceof ConfigurableListableBeanFactory factory)
				|| !factory.containsBeanDefinition(beanName)) {
			return false;
		}
		ResolvableType type = factory.getMergedBeanDefinition(beanName).getResolvableType();
		Class<?> declared = FactoryBean.class.isAssignableFrom(type.resolve(Object.class))
				? type.as(FactoryBean.class).getGeneric().resolve(this.type) : type.resolve();
		return declared != null && (declared.isInterface() || declared == Object.class || !declared.isInstance(bean));
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
