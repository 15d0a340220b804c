package dev.monitor.sample.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests as slow or as expensive as wanted.
 */
@RestController
class LoadController {

	private static final int MAX_MS = 60_000;

	private static final int MAX_SECONDS = 600;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Customers customers;

	LoadController(Customers customers) {
		this.customers = customers;
	}

	/**
	 * Let customers come, who use all of the app.
	 * @param seconds how long they stay; 0 sends them home
	 */
	@PostMapping("/load")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void load(@RequestParam(defaultValue = "60") @Min(0) @Max(MAX_SECONDS) int seconds) {
		this.customers.stay(Duration.ofSeconds(seconds));
	}

	/**
	 * Fail, as an app does now and then.
	 */
	@GetMapping("/fail")
	void fail() {
		throw new IllegalStateException("This is what a mistake in the app looks like");
	}

	/**
	 * Hold the request's thread without using the CPU.
	 * @param ms how long, in milliseconds
	 * @return what was done
	 * @throws InterruptedException if the app stops meanwhile
	 */
	@GetMapping("/slow")
	Slept slow(@RequestParam @Min(0) @Max(MAX_MS) int ms) throws InterruptedException {
		Thread.sleep(ms);
		return new Slept(ms);
	}

	/**
	 * Use CPU time of the request's thread, which must be a platform thread: the JVM does
	 * not tell the CPU time of a virtual one.
	 * @param ms how much, in milliseconds
	 * @return what was done
	 */
	@GetMapping("/burn")
	Burnt burn(@RequestParam @Min(0) @Max(MAX_MS) int ms) {
		long end = this.threads.getCurrentThreadCpuTime() + Duration.ofMillis(ms).toNanos();
		while (this.threads.getCurrentThreadCpuTime() < end) {
			Thread.onSpinWait();
		}
		return new Burnt(ms);
	}

	record Slept(int sleptMs) {

	}

	record Burnt(int burntMs) {

	}

}
