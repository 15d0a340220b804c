package dev.monitor.sample.order;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders over REST.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

	private final OrderService orders;

	OrderController(OrderService orders) {
		this.orders = orders;
	}

	@PostMapping
	ResponseEntity<Order> create(@Valid @RequestBody NewOrder newOrder) {
		Order order = this.orders.place(newOrder);
		return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
	}

	@GetMapping("/forecast")
	Forecast forecast() {
		return new Forecast(this.orders.forecast());
	}

	@GetMapping("/{id}")
	Order get(@PathVariable long id) {
		return this.orders.find(id).orElseThrow(() -> new OrderNotFoundException(id));
	}

	@GetMapping
	List<Order> list(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
		return this.orders.latest(limit);
	}

	record Forecast(long quantity) {

	}

}
