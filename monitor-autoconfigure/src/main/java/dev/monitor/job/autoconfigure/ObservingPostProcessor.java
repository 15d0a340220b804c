package dev.monitor.job.autoconfigure;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * {@link BeanPostProcessor} that has all beans of a type observed, before they start,
 * also those that the application makes itself.
 *
 * @param <T> the type
 */
final class ObservingPostProcessor<T> implements BeanPostProcessor {

	private final Class<T> type;

	private final UnaryOperator<T> observed;

	/**
	 * Create the post processor.
	 * @param type type of the beans
	 * @param observed gives what takes the place of a bean
	 */
	ObservingPostProcessor(Class<T> type, UnaryOperator<T> observed) {
		this.type = type;
		this.observed = observed;
	}

	/**
	 * Create a post processor of beans that stay what they are.
	 * @param <T> type of the beans
	 * @param type type of the beans
	 * @param observer is given each of them
	 * @return the post processor
	 */
	static <T> ObservingPostProcessor<T> of(Class<T> type, Consumer<T> observer) {
		return new ObservingPostProcessor<>(type, (bean) -> {
			observer.accept(bean);
			return bean;
		});
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return this.type.isInstance(bean) ? this.observed.apply(this.type.cast(bean)) : bean;
	}

}
