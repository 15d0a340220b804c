package dev.monitor.benchmarks.load.server;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveHoldController {

	/**
	 * Keep a permit without using the processor.
	 */
	@GetMapping("/hold")
	Mono<String> hold(@RequestParam int seconds) {
		return Mono.delay(Duration.ofSeconds(seconds)).thenReturn("held");
	}

}
