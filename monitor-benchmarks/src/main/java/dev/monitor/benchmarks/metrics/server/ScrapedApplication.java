package dev.monitor.benchmarks.metrics.server;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.benchmarks.ServerProcess;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * App with {@code scraped.meters} counters of a hundred series each, and a path that
 * keeps a thread busy. Ends when its standard input does, so that it cannot outlive
 * whoever started it.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ScrapedApplication {

	private static final int SERIES = 100;

	private final MeterRegistry registry;

	private final int meters;

	ScrapedApplication(MeterRegistry registry, @Value("${scraped.meters}") int meters) {
		this.registry = registry;
		this.meters = meters;
	}

	public static void main(String[] args) throws IOException {
		SpringApplication.run(ScrapedApplication.class, args);
		while (System.in.read() >= 0) {
			// nothing is ever written
		}
		Runtime.getRuntime().halt(0);
	}

	@EventListener
	void tellPort(ApplicationReadyEvent event) {
		for (int meter = 0; meter < this.meters; meter++) {
			for (int series = 0; series < SERIES; series++) {
				this.registry.counter("scraped.meter" + meter, "shop", "shop-" + series, "outcome", "success")
					.increment(meter + series);
			}
		}
		String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
		System.out.println(ServerProcess.PORT + port);
	}

	@RestController
	static class Busy {

		@GetMapping("/busy")
		void busy() {
			while (!Thread.currentThread().isInterrupted()) {
				LockSupport.park(this);
			}
		}

	}

}
