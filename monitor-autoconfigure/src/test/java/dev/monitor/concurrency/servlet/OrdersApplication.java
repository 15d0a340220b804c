package dev.monitor.concurrency.servlet;

import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.http.jetty.RequestLogs;
import dev.monitor.http.servlet.FilterOrder;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Application whose requests take as long as the test wants.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ SlowOrders.class, OrdersSocket.class, OrdersSecurity.class })
class OrdersApplication {

	/**
	 * Counts all requests, rejected ones too.
	 */
	@Bean
	FilterRegistrationBean<CountingFilter> arrivals() {
		return counting(Ordered.HIGHEST_PRECEDENCE);
	}

	/**
	 * Counts requests that have a permit or need none.
	 */
	@Bean
	FilterRegistrationBean<CountingFilter> served() {
		return counting(FilterOrder.CONCURRENCY.value() + 1);
	}

	/**
	 * Tomcat and Jetty end some requests whose clients left or whose responses failed,
	 * and tell their listeners nothing.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> endOfRequestsOnTomcat() {
		return (factory) -> factory.addEngineValves(new EndOfRequest());
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> endOfRequestsOnJetty() {
		return (factory) -> factory.addServerCustomizers((server) -> RequestLogs.add(server,
				(request, response) -> CountingFilter.over(request.getAttributeNameSet(), request::getAttribute)));
	}

	@Bean
	FilterRegistrationBean<FailingFilter> failing() {
		return new FilterRegistrationBean<>(new FailingFilter());
	}

	private static FilterRegistrationBean<CountingFilter> counting(int order) {
		FilterRegistrationBean<CountingFilter> registration = new FilterRegistrationBean<>(new CountingFilter());
		registration.setOrder(order);
		return registration;
	}

	static class EndOfRequest extends AbstractAccessLogValve {

		@Override
		public void log(Request request, Response response, long nanos) {
			CountingFilter.over(Collections.list(request.getAttributeNames()), request::getAttribute);
		}

		@Override
		protected void log(CharArrayWriter message) {
		}

	}

	@RestController
	static class Orders {

		final Semaphore holding = new Semaphore(0);

		final Semaphore letGo = new Semaphore(0);

		@GetMapping({ "/quick", "/free/quick", "/secure/quick" })
		String quick() {
			return "quick";
		}

		/**
		 * What virtual threads have in common in all Java versions is their group's name.
		 */
		@GetMapping("/thread")
		String thread() {
			ThreadGroup group = Thread.currentThread().getThreadGroup();
			return (group != null && group.getName().equals("VirtualThreads")) ? "virtual" : "platform";
		}

		@GetMapping({ "/hold", "/secure/hold" })
		String hold() throws InterruptedException {
			this.holding.release();
			this.letGo.acquire();
			return "held";
		}

		@GetMapping("/work")
		String work() {
			LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(1_000_000));
			return "worked";
		}

		@PostMapping({ "/orders", "/secure/orders" })
		String order(InputStream body) throws IOException {
			return Long.toString(body.transferTo(OutputStream.nullOutputStream()));
		}

		@GetMapping({ "/fail", "/free/fail" })
		String fail() {
			throw new IllegalStateException("fails on purpose");
		}

		@GetMapping("/error-out")
		String errorOut() {
			throw new AssertionError("fails on purpose");
		}

		@GetMapping("/send-error")
		void sendError(HttpServletResponse response) throws IOException {
			response.sendError(418);
		}

	}

	/**
	 * Makes an error page that fails itself, on request.
	 */
	@Component
	static class ErrorPage extends DefaultErrorAttributes {

		@Override
		public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
			if (request.getParameter("broken-error-page") != null) {
				throw new IllegalStateException("fails on purpose");
			}
			return super.getErrorAttributes(request, options);
		}

	}

}
