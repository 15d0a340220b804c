package dev.monitor.sample.order;

import java.time.Duration;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.monitor.sample.partner.PartnerClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Has the partner told of an order by a job, which is stored together with the order and
 * so survives a restart.
 */
@Component
class OrderDelivery {

	private static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of("deliver-order");

	private static final int RETRIES = 2;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private final SchedulerClient scheduler;

	OrderDelivery(SchedulerClient scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Have an order delivered, soon.
	 */
	void schedule(Order order) {
		this.scheduler.schedule(DELIVER.instance(Long.toString(order.id())).scheduledTo(Instant.now()));
	}

	@Configuration(proxyBeanMethods = false)
	static class Jobs {

		@Bean
		Task<Void> deliverOrder(OrderRepository orders, PartnerClient partner) {
			return Tasks.oneTime(DELIVER)
				.onFailure(new MaxRetriesFailureHandler<>(RETRIES, new ExponentialBackoffFailureHandler<>(FIRST_PAUSE)))
				.execute((instance, context) -> orders.findById(Long.parseLong(instance.getId()))
					.ifPresent(partner::tell));
		}

	}

}
