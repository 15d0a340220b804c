package dev.monitor.concurrency.servlet;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Application whose requests take as long as the test wants.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OrdersApplication {

	@RestController
	static class Orders {

		final Semaphore holding = new Semaphore(0);

		final Semaphore letGo = new Semaphore(0);

		final LinkedBlockingQueue<DeferredResult<String>> deferred = new LinkedBlockingQueue<>();

		@GetMapping({ "/quick", "/free/quick" })
		String quick() {
			return "quick";
		}

		@GetMapping("/hold")
		String hold() throws InterruptedException {
			this.holding.release();
			this.letGo.acquire();
			return "held";
		}

		@GetMapping("/fail")
		String fail() {
			throw new IllegalStateException("fails on purpose");
		}

		@GetMapping("/error-out")
		String errorOut() {
			throw new AssertionError("fails on purpose");
		}

		@GetMapping("/later")
		DeferredResult<String> later(@RequestParam long timeout) {
			DeferredResult<String> result = new DeferredResult<>(timeout);
			this.deferred.add(result);
			return result;
		}

		@GetMapping("/stream")
		StreamingResponseBody stream() {
			byte[] bytes = new byte[8192];
			return (output) -> {
				while (!Thread.currentThread().isInterrupted()) {
					output.write(bytes);
					output.flush();
				}
			};
		}

	}

}
