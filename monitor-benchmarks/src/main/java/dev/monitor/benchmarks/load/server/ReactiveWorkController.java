package dev.monitor.benchmarks.load.server;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveWorkController {

	private final WorkController work;

	ReactiveWorkController(WorkController work) {
		this.work = work;
	}

	/**
	 * Do the work as applications call what blocks, on threads that may wait.
	 */
	@GetMapping("/elastic")
	Mono<String> elastic() {
		return Mono.fromCallable(this.work::work).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Keep a permit without using the processor.
	 */
	@GetMapping("/hold")
	Mono<String> hold(@RequestParam int seconds) {
		return Mono.delay(Duration.ofSeconds(seconds)).thenReturn("held");
	}

}
