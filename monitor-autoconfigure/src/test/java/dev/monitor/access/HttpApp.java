package dev.monitor.access;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestMark;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * An application that traces its requests and answers some.
 */
@Configuration(proxyBeanMethods = false)
class HttpApp {

	/**
	 * At least so long takes {@code /lasting}.
	 */
	static final Duration LASTING = Duration.ofMillis(20);

	@Bean
	RequestMark requestMark() {
		return RequestMark.random(true);
	}

	@Bean
	OwnPaths healthPaths() {
		return "/health"::equals;
	}

	@Bean
	FilterRegistrationBean<Filter> tracing() {
		FilterRegistrationBean<Filter> tracing = new FilterRegistrationBean<>((request, response, chain) -> {
			MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
			MDC.put("spanId", "b7ad6b7169203331");
			try {
				chain.doFilter(request, response);
			}
			finally {
				MDC.clear();
			}
		});
		tracing.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		return tracing;
	}

	@Bean
	ServletRegistrationBean<HttpServlet> hello() {
		return servlet("/hello", (request, response) -> {
			response.setContentType("text/plain");
			response.getWriter().write("hello");
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> lasting() {
		return servlet("/lasting", (request, response) -> {
			long begin = System.nanoTime();
			while (System.nanoTime() - begin < LASTING.toNanos()) {
				Thread.onSpinWait();
			}
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> type() {
		return servlet("/type", (request, response) -> {
			response.setContentType(URLDecoder.decode(request.getQueryString(), StandardCharsets.UTF_8));
			response.getOutputStream().write('x');
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> fail() {
		return servlet("/fail", (request, response) -> {
			throw new IOException("boom");
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> async() {
		return servlet("/async", (request, response) -> {
			AsyncContext async = request.startAsync();
			async.start(() -> {
				try {
					((HttpServletResponse) async.getResponse()).setStatus(202);
					async.getResponse().getWriter().write("later");
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
				async.complete();
			});
		});
	}

	private static ServletRegistrationBean<HttpServlet> servlet(String path, Work work) {
		HttpServlet servlet = new HttpServlet() {

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
				work.answer(request, response);
			}

		};
		ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(servlet, path);
		registration.setName(path);
		registration.setAsyncSupported(true);
		return registration;
	}

	interface Work {

		void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

	}

}
