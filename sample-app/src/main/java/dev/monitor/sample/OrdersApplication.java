package dev.monitor.sample;

import dev.monitor.sample.stock.server.StockServerInitializer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the app, and with it the stock server that it calls.
 */
@SpringBootApplication
@EnableCaching
@EnableScheduling
public class OrdersApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(OrdersApplication.class);
		application.addInitializers(new StockServerInitializer());
		application.run(args);
	}

}
