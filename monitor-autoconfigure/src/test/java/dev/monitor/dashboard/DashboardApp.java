package dev.monitor.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.CapturedLog;
import dev.monitor.Unwanted;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with a dashboard on a random port, asked over raw sockets so that no
 * client tidies up what is sent.
 */
public final class DashboardApp implements AutoCloseable {

	/**
	 * Property that leaves Tomcat as the only server, the default here.
	 */
	public static final String TOMCAT = Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY);

	/**
	 * Property that leaves Jetty as the only server.
	 */
	public static final String JETTY = Unwanted.property(Unwanted.TOMCAT, Unwanted.SECURITY);

	/**
	 * Property that leaves Tomcat and Spring Security.
	 */
	public static final String SECURED = Unwanted.property(Unwanted.JETTY);

	private static final String ADDRESS = "dev.monitor.dashboard.autoconfigure.DashboardAddress";

	private final ConfigurableApplicationContext context;

	private final List<String> log;

	private DashboardApp(ConfigurableApplicationContext context, List<String> log) {
		this.context = context;
		this.log = log;
	}

	public static DashboardApp start(Class<?> config, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0"));
		all.addAll(Arrays.asList(properties));
		if (all.stream().noneMatch((property) -> property.startsWith("server.address="))) {
			all.add("server.address=127.0.0.1");
		}
		if (all.stream().noneMatch((property) -> property.startsWith("monitor.warmup.enabled="))) {
			all.add("monitor.warmup.enabled=false");
		}
		if (all.stream().noneMatch((property) -> property.startsWith("spring.autoconfigure.exclude="))) {
			all.add(TOMCAT);
		}
		try (CapturedLog log = new CapturedLog(ADDRESS)) {
			ConfigurableApplicationContext context = new SpringApplicationBuilder(Config.class, config)
				.bannerMode(Banner.Mode.OFF)
				.properties("spring.jmx.enabled=false")
				.run(all.stream().map((property) -> "--" + property).toArray(String[]::new));
			return new DashboardApp(context, List.copyOf(log.lines()));
		}
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Return the address with the key of this start, as the log has it.
	 */
	public String address() {
		return this.log.get(0).substring(this.log.get(0).indexOf("http"));
	}

	public List<String> log() {
		return this.log;
	}

	public String key() {
		Matcher key = Pattern.compile("#key=(\\w+)").matcher(address());
		return key.find() ? key.group(1) : "";
	}

	public int port(String property) {
		return this.context.getEnvironment().getRequiredProperty("local." + property + ".port", Integer.class);
	}

	public Answer send(int port, String method, String target, String... headers) throws IOException {
		StringBuilder request = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\n");
		if (Arrays.stream(headers).noneMatch((header) -> header.startsWith("Host:"))) {
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

	@Override
	public void close() {
		this.context.close();
	}

	public record Answer(int status, List<String> headers, String body) {

		static Answer parse(String text) {
			String[] parts = text.split("\r\n\r\n", 2);
			List<String> lines = parts[0].lines().toList();
			return new Answer(Integer.parseInt(lines.get(0).substring(9, 12)), lines.subList(1, lines.size()),
					parts[1]);
		}

		public List<String> header(String name) {
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
