package dev.monitor.benchmarks.health.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.benchmarks.ServerProcess;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * App with one health indicator for each port in {@code probed.indicators}, a path that
 * answers at once, and one that keeps a thread busy. Ends when its standard input does,
 * so that it cannot outlive whoever started it.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ProbedApplication {

	public static void main(String[] args) throws IOException {
		SpringApplication.run(ProbedApplication.class, args);
		while (System.in.read() >= 0) {
			// nothing is ever written
		}
		Runtime.getRuntime().halt(0);
	}

	@Bean
	SmartInitializingSingleton indicators(HealthContributorRegistry registry,
			@Value("${probed.indicators:}") List<Integer> ports) {
		return () -> ports.forEach((port) -> registry.registerContributor("d" + port, new PortHealthIndicator(port)));
	}

	/**
	 * Threads that wait for good, as of pools that have nothing to do.
	 */
	@Bean
	SmartInitializingSingleton threads(@Value("${probed.threads:0}") int count) {
		return () -> {
			for (int i = 0; i < count; i++) {
				Thread thread = new Thread(ProbedApplication::park, "idle-" + i);
				thread.setDaemon(true);
				thread.start();
			}
		};
	}

	private static void park() {
		while (!Thread.currentThread().isInterrupted()) {
			LockSupport.park(ProbedApplication.class);
		}
	}

	@EventListener
	void tellPort(ApplicationReadyEvent event) {
		String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
		System.out.println(ServerProcess.PORT + port);
	}

	@RestController
	static class Requests {

		@GetMapping("/hello")
		String hello() {
			return "Hello";
		}

		@GetMapping("/busy")
		void busy() {
			park();
		}

	}

}
