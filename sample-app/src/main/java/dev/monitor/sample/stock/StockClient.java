package dev.monitor.sample.stock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the stock service. Its timeouts are those of every HTTP client of the app
 * ({@code spring.http.clients}).
 */
@Component
public class StockClient {

	private final RestClient http;

	StockClient(RestClient.Builder builder, @Value("${sample.stock.url}") String url) {
		this.http = builder.baseUrl(url).build();
	}

	/**
	 * Ask how many of an item are in stock.
	 * @param sku the item
	 * @return the quantity, 0 if the stock service does not know the item
	 * @throws StockUnavailableException if it gives no answer
	 */
	public int quantityOf(String sku) {
		try {
			Item item = this.http.get().uri("/items/{sku}", sku).retrieve().requiredBody(Item.class);
			return item.quantity();
		}
		catch (HttpClientErrorException.NotFound ex) {
			return 0;
		}
		catch (RestClientException ex) {
			throw new StockUnavailableException(ex);
		}
	}

	private record Item(String sku, int quantity) {

	}

}
