package dev.monitor.shape;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.monitor.CapturedLog;
import dev.monitor.Unwanted;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application for a process of its own, which waits until it is ready, asks itself and
 * prints what it is answered.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ShapeApp {

	static final List<String> PATHS = List.of("/readyz", "/livez", "/health", "/actuator/health", "/orders",
			"/actuator/dashboard/", "/actuator/prometheus");

	public static void main(String[] args) throws Exception {
		SpringApplication application = new SpringApplication(ShapeApp.class);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !listener.getClass().getName().startsWith(CapturedLog.class.getName()))
			.toList());
		application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1",
				"spring.application.name", "shape", "monitor.logging.query.min-duration", "0"));
		try (ConfigurableApplicationContext context = application.run(args)) {
			String base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
			long end = System.nanoTime() + 20_000_000_000L;
			while (!get(base + "/readyz").startsWith("200") && System.nanoTime() < end) {
				Thread.sleep(10);
			}
			for (String path : PATHS) {
				System.out.println("answer: " + path + " " + get(base + path).replace('\n', '|'));
			}
		}
	}

	/**
	 * Return the property that leaves out what the tests have on their class path and the
	 * application does not want.
	 */
	static String without() {
		return "--" + Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY);
	}

	private static String get(String address) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
		int status = connection.getResponseCode();
		return status + " " + ((status < 400)
				? new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "");
	}

	@RestController
	static class Orders {

		private final JdbcTemplate jdbc;

		Orders(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@GetMapping("/orders")
		String orders() {
			return String.valueOf(this.jdbc.queryForObject("select 7", Integer.class));
		}

	}

}
