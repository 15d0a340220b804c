package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import dev.monitor.Unwanted;
import dev.monitor.check.CheckFailedException;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.health.RunningApp;
import dev.monitor.port.PortClient;
import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupReport;
import dev.monitor.warmup.WarmupTask;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that is as warm, as busy and as ill as a test wants it. It has four
 * permits.
 */
final class Instance implements AutoCloseable {

	private final RunningApp app;

	private final List<Socket> requests = new ArrayList<>();

	private Instance(RunningApp app) {
		this.app = app;
	}

	static Instance start(String... properties) {
		List<String> all = new ArrayList<>(List.of("monitor.port.port=0", "monitor.dependency-defaults.interval=2s",
				"monitor.dependency-defaults.down-interval=200ms", "monitor.dependency-defaults.failure-threshold=1",
				"monitor.concurrency.max-requests=4", "monitor.concurrency.max-waiting=4",
				"monitor.concurrency.wait-time=1m", "monitor.concurrency.health-wait-time=500ms",
				"monitor.concurrency.health-recovery-time=100ms"));
		all.addAll(List.of(properties));
		return new Instance(RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
				all.toArray(String[]::new)));
	}

	int port() {
		return this.app.port();
	}

	int monitorPort() {
		return this.app.port("local.monitor.port.port");
	}

	String ask(String command) throws IOException {
		return PortClient.ask(monitorPort(), command);
	}

	/**
	 * Warm up, for as long as a latch is closed.
	 */
	void warmUp(CountDownLatch latch) {
		Warmup warmup = this.app.bean(Warmup.class);
		await().until(() -> warmup.report().state() == WarmupReport.State.SUCCEEDED);
		this.app.bean(State.class).warm = latch;
		await().until(() -> warmup.runAll() == Warmup.Start.STARTED);
	}

	/**
	 * Have the dependency {@code stock} fail.
	 * @param reason why, {@code null} for a success
	 */
	void failStock(@Nullable String reason) {
		this.app.bean(State.class).stockFailure = reason;
	}

	/**
	 * Send requests that last until {@link #finish()}.
	 */
	void serve(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = PortClient.connect(port());
			this.requests.add(socket);
			PortClient.send(socket, "GET /work HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		}
	}

	void finish() throws IOException {
		this.app.bean(State.class).served.release(this.requests.size());
		for (Socket socket : this.requests) {
			try (socket) {
				assertThat(socket.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
					.startsWith("HTTP/1.1 200");
			}
		}
		this.requests.clear();
	}

	@Override
	public void close() {
		this.app.bean(State.class).served.release(this.requests.size());
		this.app.close();
	}

	static final class State {

		private volatile CountDownLatch warm = new CountDownLatch(0);

		private final Semaphore served = new Semaphore(0);

		private volatile @Nullable String stockFailure;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		State state() {
			return new State();
		}

		@Bean
		DependencyCheck stock(State state) {
			return () -> {
				String failure = state.stockFailure;
				if (failure != null) {
					throw new CheckFailedException(failure);
				}
			};
		}

		@Bean
		WarmupTask catalogue(State state) {
			return new WarmupTask() {

				@Override
				public String name() {
					return "catalogue";
				}

				@Override
				public void run(WarmupProgress progress) throws InterruptedException {
					state.warm.await();
				}

			};
		}

		@Bean
		ServletRegistrationBean<HttpServlet> work(State state) {
			return new ServletRegistrationBean<>(new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) {
					try {
						state.served.acquire();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}

			}, "/work");
		}

	}

}
