package dev.monitor.access;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

	/**
	 * Tomcat counts the frames of chunks with what is in them.
	 */
	private static final int FRAMES = 32;

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
			Map<String, String> event = this.events.next();
			assertThat(Long.parseLong(event.getOrDefault("nBytes", ""))).isBetween(answer.bytes(),
					answer.bytes() + FRAMES);
			ask(port, "HEAD /text", "Accept-Encoding: gzip");
			assertThat(this.events.next()).containsEntry("nBytes", "0");
			assertThat(ask(port, "GET /text", "Accept-Encoding: identity").bytes()).isEqualTo(TEXT);
			assertThat(this.events.next()).containsEntry("nBytes", String.valueOf(TEXT));
			this.events.assertNoMore();
		}, "server.compression.enabled=true");
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
					response.setContentType("text/plain");
					response.getWriter().write("x".repeat(TEXT));
				}

			}, "/text");
		}

	}

}
