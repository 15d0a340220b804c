package dev.monitor.access;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an event counts where the server sends other bytes than the application has
 * written.
 */
class SentBytesTests {

	private static final int TEXT = 100_000;

	@RegisterExtension
	private final HttpLines events = new HttpLines();

	@TempDir
	private static Path directory;

	@ParameterizedTest
	@EnumSource
	void aCompressedBodyCountsAsItIsSent(HttpServer server) {
		server.run(App.class, (port, context) -> {
			HttpExchange answer = ask(port, "GET /text", "Accept-Encoding: gzip");
			assertThat(answer.bytes()).isLessThan(TEXT / 10);
			assertThat(this.events.next()).containsEntry("nBytes", String.valueOf(answer.bytes()));
			ask(port, "HEAD /text", "Accept-Encoding: gzip");
			assertThat(this.events.next()).containsEntry("nBytes", "0");
			assertThat(ask(port, "GET /text", "Accept-Encoding: identity").bytes()).isEqualTo(TEXT);
			assertThat(this.events.next()).containsEntry("nBytes", String.valueOf(TEXT));
			this.events.assertNoMore();
		}, "server.compression.enabled=true");
	}

	@ParameterizedTest
	@EnumSource
	void framesDoNotCount(HttpServer server) {
		server.run(App.class, (port, context) -> {
			for (String line : List.of("GET /text?1", "GET /text?50", "GET /text?1400&flush", "GET /text?100000&flush",
					"GET /text?0", "GET /text?0&flush", "HEAD /text?50&flush")) {
				for (String encoding : List.of("gzip", "identity")) {
					HttpExchange answer = ask(port, line, "Accept-Encoding: " + encoding);
					assertThat(this.events.next()).as("%s %s", line, encoding)
						.containsEntry("nBytes", String.valueOf(answer.bytes()));
				}
			}
			for (String status : List.of("204", "304")) {
				assertThat(ask(port, "GET /text?50&" + status, "Accept-Encoding: gzip").bytes()).isZero();
				assertThat(this.events.next()).containsEntry("httpStatus", status).containsEntry("nBytes", "0");
			}
			this.events.assertNoMore();
		}, "server.compression.enabled=true", "server.compression.min-response-size=1");
	}

	@ParameterizedTest
	@EnumSource
	void framesOfHttp2DoNotCount(HttpServer server) {
		server.run(App.class, (port, context) -> {
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			for (String encoding : List.of("gzip", "identity")) {
				URI uri = URI.create("http://127.0.0.1:" + port + "/text?50000&flush");
				HttpResponse<byte[]> response = client
					.sendAsync(HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build(),
							HttpResponse.BodyHandlers.ofByteArray())
					.join();
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(response.headers().firstValue("Content-Encoding").isPresent())
					.isEqualTo(encoding.equals("gzip"));
				assertThat(this.events.next()).containsEntry("nBytes", String.valueOf(response.body().length));
			}
			this.events.assertNoMore();
		}, "server.compression.enabled=true", "server.http2.enabled=true");
	}

	@ParameterizedTest
	@EnumSource
	void aFileCountsAsItIsSent(HttpServer server) throws IOException {
		Path file = Files.write(directory.resolve("file.bin"), new byte[TEXT]);
		server.run(App.class, (port, context) -> {
			assertThat(ask(port, "GET /file.bin", "X-Nothing: 0")).isEqualTo(new HttpExchange(200, TEXT));
			assertThat(this.events.next()).containsEntry("nBytes", String.valueOf(TEXT));
			assertThat(ask(port, "HEAD /file.bin", "X-Nothing: 0")).isEqualTo(new HttpExchange(200, 0));
			assertThat(this.events.next()).containsEntry("nBytes", "0");
			assertThat(ask(port, "GET /file.bin", "Range: bytes=10-70009")).isEqualTo(new HttpExchange(206, 70_000));
			assertThat(this.events.next()).containsEntry("nBytes", "70000");
			this.events.assertNoMore();
		}, "server.servlet.register-default-servlet=true", "test.document-root=" + file.getParent());
	}

	private static HttpExchange ask(int port, String line, String header) {
		try {
			return HttpExchange
				.send(port, List.of(line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n"))
				.get(0);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class App {

		@Bean
		WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> documentRoot(Environment environment) {
			return (factory) -> factory.setDocumentRoot(environment.getProperty("test.document-root", File.class));
		}

		@Bean
		ServletRegistrationBean<HttpServlet> text() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
					String[] query = String.valueOf(request.getQueryString()).split("&", -1);
					int length = query[0].equals("null") ? TEXT : Integer.parseInt(query[0]);
					String then = query[query.length - 1];
					response.setContentType("text/plain");
					if (then.equals("204") || then.equals("304")) {
						response.setStatus(Integer.parseInt(then));
					}
					response.getWriter().write("x".repeat(length / 2));
					if (then.equals("flush")) {
						response.flushBuffer();
					}
					response.getWriter().write("y".repeat(length - length / 2));
				}

			}, "/text");
		}

	}

}
