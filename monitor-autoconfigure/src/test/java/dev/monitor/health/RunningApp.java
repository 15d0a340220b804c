package dev.monitor.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.Unwanted;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application on free ports of the loopback interface, and a client for it.
 */
public final class RunningApp implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private RunningApp(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application.
	 * @param application its class
	 * @param unwanted what it goes without
	 * @param properties properties as {@code name=value}
	 * @return the application, to be closed
	 */
	public static RunningApp start(Class<?> application, List<Unwanted> unwanted, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("server.address=127.0.0.1", Unwanted.property(unwanted.toArray(Unwanted[]::new))));
		all.addAll(List.of(properties));
		if (all.stream().noneMatch((property) -> property.startsWith("server.port="))) {
			all.add("server.port=0");
		}
		Stream<String> arguments = all.stream().map((property) -> "--" + property);
		return new RunningApp(new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new)));
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public int port() {
		return port("local.server.port");
	}

	public int port(String property) {
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	public HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(port(), "GET", path);
	}

	public static HttpResponse<String> send(int port, String method, String path)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.method(method, BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(20))
			.build();
		return CLIENT.send(request, BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
