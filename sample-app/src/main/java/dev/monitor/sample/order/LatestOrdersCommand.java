package dev.monitor.sample.order;

import java.util.List;
import java.util.stream.Collectors;

import dev.monitor.port.MonitorCommand;

import org.springframework.stereotype.Component;

/**
 * Prints the latest orders on the monitor port, for support.
 */
@Component
class LatestOrdersCommand implements MonitorCommand {

	private final OrderRepository orders;

	LatestOrdersCommand(OrderRepository orders) {
		this.orders = orders;
	}

	@Override
	public String name() {
		return "latest_orders";
	}

	@Override
	public String summary() {
		return "Prints the latest five orders: number, SKU, quantity";
	}

	@Override
	public String run(List<String> arguments) {
		return this.orders.findLatest(5)
			.stream()
			.map((order) -> order.id() + " " + order.sku() + " " + order.quantity())
			.collect(Collectors.joining("\n"));
	}

}
