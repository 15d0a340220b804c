package dev.monitor.access;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events of responses whose end nobody has waited for, and of those that fail by
 * themselves after they have begun.
 */
class DepartedClientTests {

	@RegisterExtension
	private final HttpLines events = new HttpLines();

	@ParameterizedTest
	@EnumSource
	void aClientThatLeavesGetsTheStatusThatWasSent(HttpServer server) {
		server.run(App.class, (port, context) -> {
			for (String path : new String[] { "/events", "/silent", "/stream", "/download", "/servlet" }) {
				leave(port, path, path.equals("/silent") ? "200" : "one", "GET");
				assertThat(this.events.next()).as(path)
					.containsEntry("msg", "GET " + path + " 200")
					.containsEntry("httpStatus", "200")
					.containsEntry("aborted", "true");
			}
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aClientThatResetsItsStreamIsToldOf(HttpServer server) {
		server.run(App.class, (port, context) -> {
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			for (String path : List.of("/events", "/stream")) {
				URI uri = URI.create("http://127.0.0.1:" + port + path);
				HttpResponse<InputStream> response = client
					.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream())
					.join();
				try (InputStream body = response.body()) {
					assertThat(body.read()).isPositive();
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
				assertThat(this.events.next()).as(path)
					.containsEntry("httpStatus", "200")
					.containsEntry("aborted", "true");
			}
			this.events.assertNoMore();
		}, "server.http2.enabled=true");
	}

	@ParameterizedTest
	@EnumSource(names = "TOMCAT")
	void aClientThatClosesWhenItHasAllDidNotLeave(HttpServer server) {
		server.run(App.class, (port, context) -> {
			for (int i = 0; i < 30; i++) {
				readAllOverHttp2(port);
				assertThat(this.events.next()).containsEntry("httpStatus", "200")
					.containsEntry("remoteAddr", "127.0.0.1")
					.doesNotContainKey("aborted");
			}
			this.events.assertNoMore();
		}, "server.http2.enabled=true");
	}

	@ParameterizedTest
	@EnumSource
	void aClientThatLeavesWithinItsRequestIsToldOf(HttpServer server) {
		server.run(App.class, (port, context) -> {
			HttpServer.send(port,
					"PUT /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\none");
			assertThat(this.events.next()).containsEntry("httpStatus", "200").doesNotContainKey("aborted");
			leave(port, "/upload", "HTTP/1.1 100", "PUT", "Content-Length: 1000", "Expect: 100-continue");
			assertThat(this.events.next()).containsEntry("url", "/upload").containsEntry("aborted", "true");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aResponseThatFailsByItselfHasTheStatusThatWasSent(HttpServer server) {
		server.run(App.class, (port, context) -> {
			for (String path : new String[] { "/broken", "/broken-events" }) {
				assertThat(HttpServer.send(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
					.startsWith("HTTP/1.1 200");
				Map<String, String> event = this.events.next();
				assertThat(event).as(path).containsEntry("httpStatus", "200").doesNotContainKey("aborted");
			}
			assertThat(HttpServer.send(port, "GET /failing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
				.startsWith("HTTP/1.1 500");
			assertThat(this.events.next()).containsEntry("httpStatus", "500").doesNotContainKey("aborted");
			this.events.assertNoMore();
		});
	}

	/**
	 * With prior knowledge: settings, then {@code GET /written} in the first stream.
	 */
	private static void readAllOverHttp2(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			String head = "\u0082\u0086\u0004\b/writtenA\u0001a";
			socket.getOutputStream()
				.write(("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0" + "\0\0" + (char) head.length()
						+ "\u0001\u0005\0\0\0\u0001" + head)
					.getBytes(StandardCharsets.ISO_8859_1));
			DataInputStream input = new DataInputStream(socket.getInputStream());
			boolean ended = false;
			while (!ended) {
				int lengthAndType = input.readInt();
				int flags = input.readUnsignedByte();
				ended = input.readInt() == 1 && (lengthAndType & 0xFF) <= 1 && (flags & 1) != 0;
				input.readFully(new byte[lengthAndType >>> 8]);
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void leave(int port, String path, String after, String method, String... headers) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			socket.setSoLinger(true, 0);
			socket.getOutputStream()
				.write((method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			StringBuilder read = new StringBuilder();
			while (read.indexOf(after) < 0) {
				int next = socket.getInputStream().read();
				assertThat(next).as("%s", read).isPositive();
				read.append((char) next);
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class })
	static class App {

		@Bean(destroyMethod = "shutdownNow")
		ExecutorService senders() {
			return Executors.newCachedThreadPool();
		}

		@Bean
		Streams streams(ExecutorService senders) {
			return new Streams(senders);
		}

	}

	@RestController
	static class Streams {

		private final ExecutorService senders;

		Streams(ExecutorService senders) {
			this.senders = senders;
		}

		@GetMapping("/events")
		SseEmitter events() {
			return emitter("one");
		}

		/**
		 * The head is sent without any event.
		 */
		@GetMapping("/silent")
		SseEmitter silent(HttpServletResponse response) throws IOException {
			response.setContentType("text/event-stream");
			response.flushBuffer();
			return emitter("");
		}

		private SseEmitter emitter(String text) {
			SseEmitter emitter = new SseEmitter(0L);
			this.senders.submit(() -> {
				try {
					while (true) {
						emitter.send(text);
						Thread.sleep(1);
					}
				}
				catch (IOException ex) {
					emitter.completeWithError(ex);
				}
				return null;
			});
			return emitter;
		}

		@GetMapping("/stream")
		StreamingResponseBody stream() {
			return (body) -> {
				while (true) {
					body.write("one".getBytes(StandardCharsets.UTF_8));
					body.flush();
				}
			};
		}

		@GetMapping("/download")
		ResponseEntity<Resource> download() {
			return ResponseEntity.ok(new ByteArrayResource("one".repeat(10_000_000).getBytes(StandardCharsets.UTF_8)));
		}

		@GetMapping("/servlet")
		void servlet(HttpServletResponse response) throws IOException {
			while (true) {
				response.getOutputStream().write("one".getBytes(StandardCharsets.UTF_8));
				response.flushBuffer();
			}
		}

		@GetMapping("/written")
		void written(HttpServletResponse response) throws IOException {
			response.getOutputStream().write("one".getBytes(StandardCharsets.UTF_8));
		}

		@PutMapping("/upload")
		void upload(HttpServletRequest request) throws IOException {
			request.getInputStream().readAllBytes();
		}

		@GetMapping("/broken")
		void broken(HttpServletResponse response) throws IOException {
			response.getOutputStream().write("one".getBytes(StandardCharsets.UTF_8));
			response.flushBuffer();
			throw new IOException("upstream");
		}

		@GetMapping("/broken-events")
		SseEmitter brokenEvents() {
			SseEmitter emitter = new SseEmitter(0L);
			this.senders.submit(() -> {
				emitter.send("one");
				emitter.completeWithError(new IllegalStateException("upstream"));
				return null;
			});
			return emitter;
		}

		@GetMapping("/failing")
		void failing() throws IOException {
			throw new IOException("upstream");
		}

	}

}
