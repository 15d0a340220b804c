package dev.monitor.benchmarks.load.server;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WorkController {

	private final int iterations;

	WorkController(@Value("${load.iterations}") int iterations) {
		this.iterations = iterations;
	}

	@GetMapping({ "/work", "/critical", "/normal", "/low" })
	String work() {
		return Long.toHexString(Work.run(this.iterations));
	}

	/**
	 * Take next to no work, to warm up everything around it.
	 */
	@GetMapping("/light")
	String light() {
		return Long.toHexString(Work.run(1));
	}

}
