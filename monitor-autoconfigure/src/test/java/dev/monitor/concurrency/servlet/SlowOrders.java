package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Requests that outlive the call of their handler, in every way that Spring MVC and the
 * Servlet API offer.
 */
@RestController
class SlowOrders {

	/**
	 * Milliseconds. Jetty loses a timeout that is over before its thread has noted that
	 * it was set, so it must not be a matter of milliseconds.
	 */
	static final long TIMEOUT = 1000;

	final BlockingQueue<DeferredResult<String>> deferred = new LinkedBlockingQueue<>();

	final BlockingQueue<CompletableFuture<String>> futures = new LinkedBlockingQueue<>();

	final BlockingQueue<SseEmitter> emitters = new LinkedBlockingQueue<>();

	private final OrdersApplication.Orders orders;

	SlowOrders(OrdersApplication.Orders orders) {
		this.orders = orders;
	}

	@GetMapping({ "/deferred", "/secure/deferred" })
	DeferredResult<String> deferred(@RequestParam(defaultValue = "60000") long timeout) {
		DeferredResult<String> result = new DeferredResult<>(timeout);
		this.deferred.add(result);
		return result;
	}

	@GetMapping("/future")
	CompletableFuture<String> future() {
		CompletableFuture<String> future = new CompletableFuture<>();
		this.futures.add(future);
		return future;
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		return this.orders::hold;
	}

	@GetMapping("/slow-work")
	Callable<String> slowWork() {
		return this.orders::work;
	}

	@GetMapping("/failing-callable")
	Callable<String> failingCallable() {
		return this.orders::fail;
	}

	@GetMapping("/erring-callable")
	Callable<String> erringCallable() {
		return this.orders::errorOut;
	}

	@GetMapping("/short-task")
	WebAsyncTask<String> shortTask() {
		return new WebAsyncTask<>(TIMEOUT, this.orders::hold);
	}

	@GetMapping("/events")
	SseEmitter events(@RequestParam(defaultValue = "60000") long timeout) {
		SseEmitter emitter = new SseEmitter(timeout);
		this.emitters.add(emitter);
		return emitter;
	}

	/**
	 * Stream with a pause in the middle.
	 */
	@GetMapping("/stream")
	StreamingResponseBody stream() {
		return (output) -> {
			write("first ", output);
			try {
				write(this.orders.hold(), output);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	@GetMapping("/broken-stream")
	StreamingResponseBody brokenStream() {
		return (output) -> {
			write(100_000, output);
			throw new IllegalStateException("fails on purpose");
		};
	}

	@GetMapping("/bytes")
	StreamingResponseBody bytes(@RequestParam(defaultValue = Long.MAX_VALUE + "") long count) {
		return (output) -> write(count, output);
	}

	@GetMapping("/plain-bytes")
	void plainBytes(@RequestParam(defaultValue = Long.MAX_VALUE + "") long count, HttpServletResponse response)
			throws IOException {
		write(count, response.getOutputStream());
	}

	/**
	 * Goes asynchronous three times, with a dispatch to itself after each.
	 */
	@GetMapping("/again")
	void again(HttpServletRequest request, HttpServletResponse response) throws Exception {
		Integer times = (Integer) request.getAttribute("times");
		if (times != null && times == 3) {
			write(this.orders.hold(), response.getOutputStream());
			return;
		}
		request.setAttribute("times", (times != null) ? times + 1 : 1);
		AsyncContext context = request.startAsync();
		context.start(context::dispatch);
	}

	@GetMapping("/never-completed")
	void neverCompleted(HttpServletRequest request) {
		request.startAsync().setTimeout(TIMEOUT);
	}

	@GetMapping("/failing-thread")
	void failingThread(HttpServletRequest request) {
		AsyncContext context = request.startAsync();
		context.setTimeout(TIMEOUT);
		context.start(() -> {
			throw new AssertionError("fails on purpose");
		});
	}

	private static void write(String text, OutputStream output) throws IOException {
		output.write(text.getBytes(StandardCharsets.US_ASCII));
		output.flush();
	}

	private static void write(long count, OutputStream output) throws IOException {
		byte[] bytes = new byte[8192];
		for (long left = count; left > 0; left -= bytes.length) {
			output.write(bytes, 0, (int) Math.min(left, bytes.length));
			output.flush();
		}
	}

}
