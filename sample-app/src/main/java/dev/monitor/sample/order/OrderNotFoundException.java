package dev.monitor.sample.order;

/**
 * There is no such order.
 */
class OrderNotFoundException extends RuntimeException {

	OrderNotFoundException(long id) {
		super("No order has the id " + id);
	}

}
