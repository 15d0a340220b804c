package dev.monitor.sample.stock;

/**
 * The stock service gave no answer, or none that can be used.
 */
public class StockUnavailableException extends RuntimeException {

	StockUnavailableException(Throwable cause) {
		super("The stock service is unavailable", cause);
	}

}
