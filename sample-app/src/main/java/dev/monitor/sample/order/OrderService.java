package dev.monitor.sample.order;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.sample.stock.StockClient;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes orders for what is in stock.
 */
@Service
class OrderService {

	private static final int FORECAST_DAYS = 300_000;

	private final OrderRepository orders;

	private final StockClient stock;

	private final OrderDelivery delivery;

	private final TransactionOperations transactions;

	private final AtomicInteger taken = new AtomicInteger();

	OrderService(OrderRepository orders, StockClient stock, OrderDelivery delivery,
			TransactionOperations transactions) {
		this.orders = orders;
		this.stock = stock;
		this.delivery = delivery;
		this.transactions = transactions;
	}

	Order place(NewOrder order) {
		int available = this.stock.quantityOf(order.sku());
		if (available < order.quantity()) {
			throw new InsufficientStockException(order, available);
		}
		Order placed = this.transactions.execute((transaction) -> store(order));
		this.taken.incrementAndGet();
		return placed;
	}

	private Order store(NewOrder order) {
		Order placed = this.orders.add(order);
		this.delivery.schedule(placed);
		return placed;
	}

	int takenSinceLastCall() {
		return this.taken.getAndSet(0);
	}

	Optional<Order> find(long id) {
		return this.orders.findById(id);
	}

	List<Order> latest(int limit) {
		return this.orders.findLatest(limit);
	}

	long forecast() {
		return this.orders.sumOverDays(FORECAST_DAYS);
	}

}
