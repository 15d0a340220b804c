package dev.monitor.benchmarks.load.server;

import java.util.concurrent.TimeUnit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class HoldController {

	/**
	 * Keep a permit without using the processor.
	 */
	@GetMapping("/hold")
	String hold(@RequestParam int seconds) throws InterruptedException {
		TimeUnit.SECONDS.sleep(seconds);
		return "held";
	}

}
