package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Application that reads bodies in every way there is, lets clients wait, and shares some
 * paths with pages of another origin.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class UploadsApplication {

	static final String SHOP = "https://shop.example";

	@Bean
	WebMvcConfigurer sharedPaths() {
		return new WebMvcConfigurer() {

			@Override
			public void addCorsMappings(CorsRegistry registry) {
				registry.addMapping("/mapped/**").allowedOrigins(SHOP).allowCredentials(true).exposedHeaders("X-Page");
			}

		};
	}

	@Bean
	UrlBasedCorsConfigurationSource sharedSource() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.addAllowedOrigin(SHOP);
		configuration.addAllowedMethod("GET");
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/sourced/**", configuration);
		return source;
	}

	@RestController
	static class Uploads {

		final BlockingQueue<DeferredResult<String>> polls = new LinkedBlockingQueue<>();

		@GetMapping("/poll")
		DeferredResult<String> poll() {
			DeferredResult<String> result = new DeferredResult<>();
			this.polls.add(result);
			return result;
		}

		@RequestMapping({ "/stream", "/free/stream" })
		String stream(InputStream body) throws IOException {
			return "read " + body.readAllBytes().length;
		}

		@PostMapping("/text")
		String text(@RequestBody String body) {
			return "read " + body.length();
		}

		@PostMapping("/forgiving")
		String forgiving(InputStream body) {
			try {
				return "read " + body.readAllBytes().length;
			}
			catch (IOException ex) {
				return "forgiven";
			}
		}

		@PostMapping("/parameter")
		String parameter(HttpServletRequest request) {
			return "read " + request.getParameter("a");
		}

		@PostMapping("/parts")
		String parts(HttpServletRequest request) throws Exception {
			return "read " + request.getParts().size();
		}

		/**
		 * Takes longer than the grace to read what has long been there.
		 */
		@PostMapping("/leisurely")
		String leisurely(InputStream body) throws IOException {
			int count = 0;
			for (int read = body.read(); read >= 0; read = body.read()) {
				LockSupport.parkNanos(20_000_000);
				count++;
			}
			return "read " + count;
		}

		@PostMapping("/listener")
		void listener(HttpServletRequest request) throws IOException {
			AsyncContext context = request.startAsync();
			request.getInputStream().setReadListener(new Reader(request.getInputStream(), context));
		}

		@CrossOrigin(SHOP)
		@PostMapping(path = "/annotated", params = "!never")
		String annotated() {
			return "annotated";
		}

	}

	private static final class Reader implements ReadListener {

		private final ServletInputStream input;

		private final AsyncContext context;

		private int count;

		Reader(ServletInputStream input, AsyncContext context) {
			this.input = input;
			this.context = context;
		}

		@Override
		public void onDataAvailable() throws IOException {
			while (this.input.isReady() && !this.input.isFinished() && this.input.read() >= 0) {
				this.count++;
			}
		}

		@Override
		public void onAllDataRead() throws IOException {
			this.context.getResponse().getWriter().print("read " + this.count);
			this.context.complete();
		}

		@Override
		public void onError(Throwable failure) {
			((HttpServletResponse) this.context.getResponse()).setStatus(499);
			this.context.complete();
		}

	}

}
