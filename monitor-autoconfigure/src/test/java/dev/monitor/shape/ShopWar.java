package dev.monitor.shape;

import java.util.concurrent.Callable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that is deployed as a war.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ShopWar extends SpringBootServletInitializer {

	@Override
	protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
		return builder.sources(ShopWar.class)
			.properties("spring.application.name=shop", "spring.main.banner-mode=off", "server.servlet.context-path=/x",
					"monitor.port.port=0", "monitor.warmup.requests[0].path=/hello",
					"monitor.concurrency.slow-body.grace=30s");
	}

	@RestController
	static class Pages {

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

		@GetMapping("/later")
		Callable<String> later() {
			return () -> "later";
		}

	}

}
