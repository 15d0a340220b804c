package dev.monitor.sample.order;

/**
 * More was ordered than is in stock.
 */
class InsufficientStockException extends RuntimeException {

	InsufficientStockException(NewOrder order, int available) {
		super("%d of '%s' ordered, %d in stock".formatted(order.quantity(), order.sku(), available));
	}

}
