package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.monitor.Unwanted;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with nothing of its own, on a random port, asked over raw sockets so
 * that no client tidies up what is sent.
 */
final class ScrapedApp implements AutoCloseable {

	/**
	 * Property that leaves Tomcat as the only server, the default here.
	 */
	static final String TOMCAT = Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY);

	/**
	 * Property that leaves Jetty as the only server.
	 */
	static final String JETTY = Unwanted.property(Unwanted.TOMCAT, Unwanted.SECURITY);

	/**
	 * Property that leaves Tomcat and Spring Security.
	 */
	static final String SECURED = Unwanted.property(Unwanted.JETTY);

	private final ConfigurableApplicationContext context;

	private ScrapedApp(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ScrapedApp start(String... properties) {
		return start(Config.class, properties);
	}

	static ScrapedApp startWithTokens(String... properties) {
		List<String> all = new ArrayList<>(List.of(ScrapeTokens.PROPERTIES));
		all.addAll(Arrays.asList(properties));
		return start(all.toArray(String[]::new));
	}

	static ScrapedApp start(Class<?> config, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("server.port=0", "server.address=127.0.0.1", "monitor.warmup.enabled=false"));
		all.addAll(Arrays.asList(properties));
		if (all.stream().noneMatch((property) -> property.startsWith("spring.autoconfigure.exclude="))) {
			all.add(TOMCAT);
		}
		return new ScrapedApp(new SpringApplicationBuilder(config).bannerMode(Banner.Mode.OFF)
			.properties("spring.jmx.enabled=false")
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	int listenerPort() {
		return this.context.getEnvironment().getRequiredProperty("local.monitor.metrics.port", Integer.class);
	}

	Answer get(String target, String... headers) throws IOException {
		return send(managementPort(), "GET", target, headers);
	}

	Answer send(int port, String method, String target, String... headers) throws IOException {
		return send(port, method + " " + target + " HTTP/1.1", headers);
	}

	private Answer send(int port, String requestLine, String... headers) throws IOException {
		boolean ownHost = Arrays.stream(headers).anyMatch((header) -> header.startsWith("Host:"));
		StringBuilder request = new StringBuilder(requestLine + "\r\n");
		if (!ownHost) {
			request.append("Host: localhost:").append(port).append("\r\n");
		}
		Arrays.stream(headers).forEach((header) -> request.append(header).append("\r\n"));
		request.append("Connection: close\r\n\r\n");
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
			return Answer.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	/**
	 * Ask as proxies do that speak HTTP/1.0.
	 */
	Answer getOld(int port, String target, String... headers) throws IOException {
		return send(port, "GET " + target + " HTTP/1.0", headers);
	}

	@Override
	public void close() {
		this.context.close();
	}

	record Answer(int status, List<String> headers, String body) {

		static Answer parse(String text) {
			String[] parts = text.split("\r\n\r\n", 2);
			List<String> lines = parts[0].lines().toList();
			return new Answer(Integer.parseInt(lines.get(0).substring(9, 12)), lines.subList(1, lines.size()),
					parts[1]);
		}

		List<String> header(String name) {
			return this.headers.stream()
				.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((line) -> line.substring(name.length() + 1).strip())
				.toList();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Config {

	}

}
