package dev.monitor.health;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.monitor.Unwanted;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole life of an instance as Kubernetes sees it: readiness follows everything that
 * happens, liveness never fails.
 */
class ProbedLifeTests {

	@ParameterizedTest
	@CsvSource({ "TOMCAT, local.monitor.health.port", "JETTY, local.monitor.health.port", "JETTY, local.server.port" })
	void livenessNeverFails(Unwanted otherServer, String probed) throws Exception {
		boolean own = !probed.equals("local.server.port");
		try (DependencySimulator stock = new DependencySimulator(Mode.OK);
				RunningApp app = RunningApp.start(TestApplication.class, List.of(otherServer, Unwanted.SECURITY),
						own ? "monitor.health.listen-address=127.0.0.1:0" : "a=b", "probed=" + probed,
						"monitor.dependencies.stock.url=" + stock.url(), "monitor.dependencies.stock.interval=100ms",
						"monitor.dependencies.stock.failure-threshold=2", "monitor.concurrency.max-requests=2",
						"monitor.concurrency.max-waiting=2", "monitor.concurrency.wait-time=1m",
						"monitor.concurrency.health-wait-time=100ms", "monitor.concurrency.health-recovery-time=100ms",
						"monitor.shutdown.wait=1s")) {
			Life life = app.bean(Life.class);
			ProbeLoop readiness = life.readiness();
			awaitGate(readiness, "warmup");
			life.warm.countDown();
			awaitUp(readiness);
			for (Mode outage : new Mode[] { Mode.ERROR, Mode.REFUSE, Mode.HANG }) {
				stock.behave(outage);
				awaitGate(readiness, "dependencies");
				stock.behave(Mode.OK);
				awaitUp(readiness);
			}
			overload(app, readiness);
			app.context().close();
			assertThat(readiness.last()).contains("\"gate\":\"shutdown\"");
			assertThat(life.liveness().probes()).isGreaterThan(20);
			assertThat(life.liveness().hasFailed()).as(life.liveness().last() + life.liveness().lastFailure())
				.isFalse();
			assertThat(readiness.hasFailed()).isTrue();
		}
	}

	private static void overload(RunningApp app, ProbeLoop readiness) throws Exception {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
			socket.getOutputStream()
				.write("GET /work HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			sockets.add(socket);
		}
		awaitGate(readiness, "concurrency");
		app.bean(Life.class).work.countDown();
		awaitUp(readiness);
		for (Socket socket : sockets) {
			socket.close();
		}
	}

	private static void awaitUp(ProbeLoop readiness) {
		await().untilAsserted(() -> assertThat(readiness.last()).isEqualTo("{\"status\":\"UP\"}"));
	}

	private static void awaitGate(ProbeLoop readiness, String gate) {
		await().untilAsserted(() -> assertThat(readiness.last()).contains("\"gate\":\"" + gate + "\""));
	}

	static class Life implements AutoCloseable {

		private final CountDownLatch warm = new CountDownLatch(1);

		private final CountDownLatch work = new CountDownLatch(1);

		private @Nullable ProbeLoop readiness;

		private @Nullable ProbeLoop liveness;

		void begin(int port) {
			this.readiness = new ProbeLoop(port, "/readyz");
			this.liveness = new ProbeLoop(port, "/livez");
			awaitGate(this.readiness, "startup");
		}

		ProbeLoop readiness() {
			assertThat(this.readiness).isNotNull();
			return this.readiness;
		}

		ProbeLoop liveness() {
			assertThat(this.liveness).isNotNull();
			return this.liveness;
		}

		@Override
		public void close() {
			readiness().close();
			liveness().close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Life life() {
			return new Life();
		}

		@Bean
		ApplicationRunner probes(Life life, Environment environment) {
			String probed = environment.getRequiredProperty("probed");
			return (args) -> life.begin(environment.getRequiredProperty(probed, Integer.class));
		}

		@Bean
		WarmupTask slow(Life life) {
			return new WarmupTask() {

				@Override
				public String name() {
					return "slow";
				}

				@Override
				public void run(WarmupProgress progress) throws InterruptedException {
					life.warm.await();
				}

			};
		}

		@Bean
		ServletRegistrationBean<HttpServlet> work(Life life) {
			return new ServletRegistrationBean<>(new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void service(HttpServletRequest request, HttpServletResponse response) {
					try {
						life.work.await();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}

			}, "/work");
		}

	}

}
