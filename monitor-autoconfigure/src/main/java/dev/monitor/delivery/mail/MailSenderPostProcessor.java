package dev.monitor.delivery.mail;

import java.lang.reflect.Modifier;

import dev.monitor.delivery.ObservedDeliveries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.NativeDetector;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * {@link BeanPostProcessor} that puts a proxy around each {@link JavaMailSender}, of its
 * own class where that can be, so that it can still be injected as what it is; in a
 * native image it cannot. Deliveries are made when the first mail is sent or all
 * singletons are there: a listener of theirs may well send mails.
 */
public final class MailSenderPostProcessor implements BeanPostProcessor, SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(MailSenderPostProcessor.class);

	private final ObjectProvider<ObservedDeliveries> deliveries;

	private volatile boolean observed;

	/**
	 * Create the processor.
	 * @param deliveries the deliveries
	 */
	public MailSenderPostProcessor(ObjectProvider<ObservedDeliveries> deliveries) {
		this.deliveries = deliveries;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof JavaMailSender) || bean instanceof ScopedObject) {
			return bean;
		}
		ProxyFactory factory = new ProxyFactory(bean);
		factory
			.setProxyTargetClass(!NativeDetector.inNativeImage() && !Modifier.isFinal(bean.getClass().getModifiers()));
		factory.addAdvice(new ObservedMails(this.deliveries::getObject));
		try {
			Object proxy = factory.getProxy(bean.getClass().getClassLoader());
			this.observed = true;
			return proxy;
		}
		catch (RuntimeException | LinkageError ex) {
			// as in a native image, which cannot make classes
			logger.info("Mails of '{}' are not observed: {} cannot be proxied", name, bean.getClass().getName());
			return bean;
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.observed) {
			this.deliveries.getObject().channels().use(ObservedMails.CHANNEL);
		}
	}

}
