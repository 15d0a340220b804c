package dev.monitor.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BiConsumer;

import dev.monitor.access.autoconfigure.AccessLogAutoConfiguration;
import dev.monitor.http.autoconfigure.HttpAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * Web servers that log what they answer.
 */
enum HttpServer {

	TOMCAT(TomcatServletWebServerAutoConfiguration.class), JETTY(JettyServletWebServerAutoConfiguration.class);

	final Class<?> configuration;

	HttpServer(Class<?> configuration) {
		this.configuration = configuration;
	}

	/**
	 * Run {@link HttpApp} in this server.
	 * @param test takes the port and the context
	 * @param properties the properties
	 */
	void run(BiConsumer<Integer, ServletWebServerApplicationContext> test, String... properties) {
		run(HttpApp.class, test, properties);
	}

	void run(Class<?> app, BiConsumer<Integer, ServletWebServerApplicationContext> test, String... properties) {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(this.configuration, AccessLogAutoConfiguration.class,
					HttpAutoConfiguration.class))
			.withUserConfiguration(app)
			.withPropertyValues("server.port=0", "server.address=127.0.0.1")
			.withPropertyValues(properties)
			.run((context) -> {
				ServletWebServerApplicationContext source = context
					.getSourceApplicationContext(AnnotationConfigServletWebServerApplicationContext.class);
				test.accept(Objects.requireNonNull(source.getWebServer()).getPort(), source);
			});
	}

	/**
	 * Send what stands in a text, byte by byte, and read until the server closes.
	 * @param port the port
	 * @param request the request
	 * @return the response
	 */
	static String send(int port, String request) {
		return send(port, request.getBytes(StandardCharsets.UTF_8));
	}

	static String send(int port, byte[] request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
