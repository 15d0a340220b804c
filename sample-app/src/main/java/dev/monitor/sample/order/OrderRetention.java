package dev.monitor.sample.order;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets orders after a day.
 */
@Component
class OrderRetention {

	private static final Duration KEPT = Duration.ofDays(1);

	private final OrderRepository orders;

	OrderRetention(OrderRepository orders) {
		this.orders = orders;
	}

	@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void forgetOldOrders() {
		this.orders.removeBefore(Instant.now().minus(KEPT));
	}

}
