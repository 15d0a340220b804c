package dev.monitor.sample.stock;

import java.util.List;

import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;

import org.springframework.stereotype.Component;

/**
 * Opens connections to the stock service before traffic comes. Without them the app works
 * too, only slower.
 */
@Component
class StockWarmup implements WarmupTask {

	private static final List<String> BEST_SELLERS = List.of("apple", "pear", "plum");

	private final StockClient stock;

	StockWarmup(StockClient stock) {
		this.stock = stock;
	}

	@Override
	public String name() {
		return "stock";
	}

	@Override
	public boolean required() {
		return false;
	}

	@Override
	public void run(WarmupProgress progress) {
		progress.total(BEST_SELLERS.size());
		for (String sku : BEST_SELLERS) {
			this.stock.quantityOf(sku);
			progress.step();
		}
	}

}
