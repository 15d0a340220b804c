package dev.monitor.delivery.autoconfigure;

import java.time.Clock;
import java.util.List;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryEvents;
import dev.monitor.delivery.DeliveryGate;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.DeliveryStatus;
import dev.monitor.delivery.FailingHosts;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.mail.MailSenderPostProcessor;
import dev.monitor.delivery.metrics.DeliveryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * {@link AutoConfiguration Auto-configuration} for deliveries.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
public final class DeliveryAutoConfiguration {

	/**
	 * What is switched off must not keep an application from its start that says what it
	 * delivers.
	 */
	@Bean
	@ConditionalOnMissingBean
	Deliveries monitorUnobservedDeliveries() {
		return new UnobservedDeliveries();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMonitorFeature("deliveries")
	@EnableConfigurationProperties(DeliveryProperties.class)
	@Import(DeliveryClientConfiguration.class)
	@ImportRuntimeHints(DeliveryRuntimeHints.class)
	static class ObservedConfiguration implements SmartInitializingSingleton {

		private final ObjectProvider<ObservedDeliveries> deliveries;

		private final ObjectProvider<DeliveryListener> listeners;

		ObservedConfiguration(ObjectProvider<ObservedDeliveries> monitorDeliveries,
				ObjectProvider<DeliveryListener> listeners) {
			this.deliveries = monitorDeliveries;
			this.listeners = listeners;
		}

		@Bean
		ObservedDeliveries monitorDeliveries(DeliveryProperties properties, ObjectProvider<DeliveryGate> gates) {
			FailingHosts hosts = new FailingHosts(Clock.systemUTC());
			List<DeliveryGate> own = gates.orderedStream().toList();
			ObservedDeliveries deliveries = new ObservedDeliveries(DeliverySettings.channels(properties), hosts,
					own.isEmpty() ? DeliverySettings.gates(properties, hosts) : own, System::nanoTime);
			deliveries.addListener(new DeliveryEvents());
			return deliveries;
		}

		@Bean
		DeliveryStatus monitorDeliveryStatus(ObservedDeliveries monitorDeliveries) {
			return new DeliveryStatus(monitorDeliveries.hosts(), Clock.systemUTC());
		}

		/**
		 * Later than all are made, since a listener may well deliver.
		 */
		@Override
		public void afterSingletonsInstantiated() {
			ObservedDeliveries observed = this.deliveries.getObject();
			this.listeners.orderedStream().forEach(observed::addListener);
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(MeterBinder.class)
		static class Meters implements MeterBinder {

			private final ObservedDeliveries deliveries;

			Meters(ObservedDeliveries monitorDeliveries) {
				this.deliveries = monitorDeliveries;
			}

			@Override
			public void bindTo(MeterRegistry registry) {
				new DeliveryMetrics(this.deliveries).bindTo(registry);
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ JavaMailSender.class, ProxyFactory.class })
		static class MailConfiguration {

			@Bean
			static MailSenderPostProcessor monitorMailSenders(ObjectProvider<ObservedDeliveries> deliveries) {
				return new MailSenderPostProcessor(deliveries);
			}

		}

	}

}
