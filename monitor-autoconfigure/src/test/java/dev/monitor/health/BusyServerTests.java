package dev.monitor.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.Unwanted;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The health listener beside a server that has no thread left.
 */
class BusyServerTests {

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void theListenerNeedsNoThreadOfTheServer(Unwanted otherServer) throws Exception {
		try (RunningApp app = RunningApp.start(TestApplication.class, List.of(otherServer, Unwanted.SECURITY),
				"monitor.health.listen-address=127.0.0.1:0", "monitor.concurrency.enabled=false",
				"monitor.warmup.enabled=false", "server.tomcat.threads.max=4", "server.jetty.threads.max=8",
				"server.jetty.threads.min=8")) {
			int listener = app.port("local.monitor.health.port");
			Work work = app.bean(Work.class);
			List<Socket> sockets = new ArrayList<>();
			try {
				for (int i = 0; i < 20; i++) {
					sockets.add(ask(app.port(), "/work"));
				}
				await().until(() -> work.begun.get() >= 4);
				Socket starved = ask(app.port(), "/nothing");
				sockets.add(starved);
				starved.setSoTimeout(300);
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> starved.getInputStream().read());
				for (String path : new String[] { "/health", "/readyz", "/livez" }) {
					assertThat(RunningApp.send(listener, "GET", path).statusCode()).as(path).isEqualTo(200);
				}
			}
			finally {
				work.mayEnd.countDown();
				for (Socket socket : sockets) {
					socket.close();
				}
			}
		}
	}

	private static Socket ask(int port, String path) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		ServletRegistrationBean<Work> workRegistration(Work work) {
			return new ServletRegistrationBean<>(work, "/work");
		}

	}

	static class Work extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient AtomicInteger begun = new AtomicInteger();

		private final transient CountDownLatch mayEnd = new CountDownLatch(1);

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) {
			this.begun.incrementAndGet();
			try {
				this.mayEnd.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
