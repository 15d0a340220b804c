package dev.monitor.port;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import dev.monitor.Unwanted;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The port of an application whose twenty dependencies hang, while a crowd asks it or all
 * request threads are busy.
 */
class CrowdedPortTests {

	private static final int REQUEST_THREADS = 200;

	private static final int DEPENDENCIES = 20;

	private static final List<ServerSocket> HANGING = new ArrayList<>();

	private static RunningApp app;

	private static int port;

	private static CapturedLog log;

	@BeforeAll
	static void start() throws IOException {
		log = new CapturedLog("dev.monitor");
		Stream<String> properties = Stream.of("monitor.port.port=0", "monitor.concurrency.enabled=false",
				"monitor.dependency-defaults.required=false", "monitor.dependency-defaults.timeout=1s");
		for (int i = 0; i < DEPENDENCIES; i++) {
			ServerSocket socket = new ServerSocket(0);
			HANGING.add(socket);
			properties = Stream.concat(properties, Stream
				.of("monitor.dependencies.service" + i + ".url=http://127.0.0.1:" + socket.getLocalPort() + "/"));
		}
		app = RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
				properties.toArray(String[]::new));
		port = app.port("local.monitor.port.port");
		await().until(() -> PortClient.ask(port, "health_check").equals("OK\n"));
	}

	@AfterAll
	static void stop() throws IOException {
		app.close();
		for (ServerSocket socket : HANGING) {
			socket.close();
		}
		log.close();
	}

	/**
	 * The silent ones come first and stay, so that there is no room but what they make.
	 */
	@Test
	void halfOfAThousandAreSilentAndAllOthersAreAnswered() throws Exception {
		List<Socket> silent = new ArrayList<>();
		ExecutorService clients = Executors.newFixedThreadPool(500);
		try {
			for (int i = 0; i < 250; i++) {
				silent.add(PortClient.connect(port));
			}
			CountDownLatch together = new CountDownLatch(1);
			List<Future<String>> answers = IntStream.range(0, 500).mapToObj((i) -> clients.submit(() -> {
				together.await();
				return PortClient.ask(port, "health_check");
			})).toList();
			together.countDown();
			for (int i = 0; i < 250; i++) {
				silent.add(PortClient.connect(port));
				if (i % 25 == 0) {
					assertThat(app.get("/hello").statusCode()).isEqualTo(200);
				}
			}
			for (Future<String> answer : answers) {
				assertThat(answer.get()).isEqualTo("OK\n");
			}
			assertThat(log.lines()).noneMatch((line) -> line.contains("listener"));
		}
		finally {
			clients.shutdownNow();
			for (Socket socket : silent) {
				socket.close();
			}
		}
	}

	@Test
	void answersWhileEachRequestThreadIsBusy() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(REQUEST_THREADS);
		try {
			Callable<Integer> request = () -> app.get("/busy").statusCode();
			List<Future<Integer>> requests = IntStream.range(0, REQUEST_THREADS)
				.mapToObj((i) -> clients.submit(request))
				.toList();
			assertThat(Application.BUSY.await(1, TimeUnit.MINUTES)).isTrue();
			for (int i = 0; i < 200; i++) {
				assertThat(PortClient.ask(port, "health_check")).isEqualTo("OK\n");
				assertThat(PortClient.ask(port, "agent_check")).isEqualTo("up 100%\n");
				assertThat(PortClient.exchange(port, "GET /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
			}
			Application.MAY_END.countDown();
			for (Future<Integer> each : requests) {
				assertThat(each.get()).isEqualTo(200);
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		static final CountDownLatch MAY_END = new CountDownLatch(1);

		static final CountDownLatch BUSY = new CountDownLatch(REQUEST_THREADS);

		@GetMapping("/hello")
		String hello() {
			return "Hello";
		}

		@GetMapping("/busy")
		String busy() throws InterruptedException {
			BUSY.countDown();
			MAY_END.await();
			return "done";
		}

	}

}
