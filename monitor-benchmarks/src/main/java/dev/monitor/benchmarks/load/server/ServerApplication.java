package dev.monitor.benchmarks.load.server;

import java.io.IOException;

import dev.monitor.benchmarks.ServerProcess;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * App that does a fixed piece of work for each request. Ends when its standard input
 * does, so that it cannot outlive whoever started it.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ServerApplication {

	public static void main(String[] args) throws IOException {
		SpringApplication.run(ServerApplication.class, args);
		while (System.in.read() >= 0) {
			// nothing is ever written
		}
		Runtime.getRuntime().halt(0);
	}

	@EventListener
	void tellPort(ApplicationReadyEvent event) {
		String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
		System.out.println(ServerProcess.PORT + port);
	}

}
