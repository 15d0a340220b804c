package dev.monitor.sample.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * People who use the app over HTTP, as long as wanted: most read orders, some place one,
 * a few ask for what is slow or fails.
 */
@Component
class Customers implements DisposableBean {

	private static final int COUNT = 6;

	private static final String[] ITEMS = { "apple", "apple", "apple", "mango", "plum" };

	private final RestClient.Builder builder;

	private volatile long until = System.nanoTime();

	private volatile int port;

	private @Nullable ExecutorService threads;

	Customers(RestClient.Builder builder) {
		this.builder = builder.defaultStatusHandler((status) -> true, (request, response) -> {
		});
	}

	@EventListener
	void learnPort(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.port = event.getWebServer().getPort();
		}
	}

	/**
	 * Come, or stay, until so much time has passed.
	 */
	synchronized void stay(Duration time) {
		this.until = System.nanoTime() + time.toNanos();
		if (this.threads == null) {
			CustomizableThreadFactory factory = new CustomizableThreadFactory("customer-");
			factory.setDaemon(true);
			this.threads = Executors.newFixedThreadPool(COUNT, factory);
		}
		RestClient app = this.builder.baseUrl("http://localhost:" + this.port).build();
		for (int i = 0; i < COUNT; i++) {
			this.threads.execute(() -> visit(app));
		}
	}

	private void visit(RestClient app) {
		try {
			while (this.until - System.nanoTime() > 0) {
				request(app, ThreadLocalRandom.current());
				Thread.sleep(ThreadLocalRandom.current().nextInt(100));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void request(RestClient app, ThreadLocalRandom random) {
		int chance = random.nextInt(100);
		try {
			if (chance < 15) {
				Object order = Map.of("sku", ITEMS[random.nextInt(ITEMS.length)], "quantity", 1);
				app.post().uri("/orders").body(order).retrieve().toBodilessEntity();
			}
			else {
				app.get().uri(path(chance), random.nextInt(1, 200)).retrieve().toBodilessEntity();
			}
		}
		catch (RestClientException ex) {
			// the app is busy or stops: a customer tries again
		}
	}

	private static String path(int chance) {
		return switch (chance) {
			case 15 -> "/fail";
			case 16, 17 -> "/slow?ms=3000";
			case 18, 19, 20 -> "/orders/forecast";
			default -> (chance < 50) ? "/orders/{id}" : "/orders";
		};
	}

	@Override
	public synchronized void destroy() {
		if (this.threads != null) {
			this.threads.shutdownNow();
		}
	}

}
