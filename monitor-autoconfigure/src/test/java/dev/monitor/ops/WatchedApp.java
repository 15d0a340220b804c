package dev.monitor.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.monitor.Unwanted;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.dependency.TestCertificate;
import dev.monitor.health.RunningApp;
import dev.monitor.job.Job;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * A real application under traffic of every kind: most works, some fails, now and then
 * there is too much of it, and for a while a dependency is down.
 */
public final class WatchedApp implements AutoCloseable {

	private static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

	/**
	 * Of 100 ms each: after so many everything has happened once.
	 */
	private static final int ROUND = 60;

	private final HttpClient client = HttpClient.newHttpClient();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final DependencySimulator stock;

	private final RunningApp app;

	private int ticks;

	private WatchedApp(DependencySimulator stock, RunningApp app) {
		this.stock = stock;
		this.app = app;
	}

	public static WatchedApp start(Path directory) throws Exception {
		DependencySimulator stock = new DependencySimulator(Mode.OK);
		TestCertificate.create(directory.resolve("web.p12"));
		WatchedApp app = new WatchedApp(stock,
				RunningApp.start(Config.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
						"spring.application.name=orders", "monitor.environment=test",
						"spring.application.version=1.4.2", "management.metrics.system.diskspace.paths=/",
						"spring.datasource.url=jdbc:h2:file:" + directory.resolve("orders"),
						"monitor.database.sampling.interval=1s", "monitor.jobs.sampling.interval=1s",
						"spring.ssl.bundle.jks.web.keystore.location=file:" + directory.resolve("web.p12"),
						"spring.ssl.bundle.jks.web.keystore.password=" + TestCertificate.PASSWORD,
						"stock.url=http://" + stock.address(), "monitor.dependencies.stock.url=" + stock.url(),
						"monitor.dependencies.stock.interval=500ms", "monitor.dependencies.stock.down-interval=500ms",
						"monitor.dependencies.stock.timeout=400ms", "monitor.dependencies.stock.failure-threshold=2",
						"monitor.warmup.requests[0].path=/orders", "monitor.concurrency.max-requests=8",
						"monitor.concurrency.max-waiting=4", "monitor.health.readiness-exclude=concurrency",
						"monitor.concurrency.wait-time=200ms", "monitor.concurrency.reject.status=429",
						"monitor.concurrency.priorities.rules[0].path=/report",
						"monitor.concurrency.priorities.rules[0].priority=low", "monitor.slo.latency.threshold=100ms",
						"monitor.metrics.tokens.prometheus.hash=" + hash(TOKEN)));
		app.clock.scheduleWithFixedDelay(app::tick, 0, 100, TimeUnit.MILLISECONDS);
		return app;
	}

	/**
	 * Return the scrape jobs of a file for operators, for this application.
	 * @param path the file
	 * @param token where to write the token
	 */
	public String scrapeConfigs(String path, Path token) throws IOException {
		Files.writeString(token, TOKEN + "\n");
		String file = new String(OperatorFiles.read(path), StandardCharsets.UTF_8);
		return file.substring(file.indexOf("scrape_configs:"))
			.replace("/etc/prometheus/app.token", token.toString())
			.replace("app.example.com:8080", "localhost:" + this.app.port());
	}

	private void tick() {
		this.ticks++;
		List.of("/orders", "/orders/7", "/missing", "/stock/tea").forEach((path) -> send("GET", path));
		send("POST", "/orders");
		if (this.ticks % 10 == 0) {
			send("GET", "/broken");
			send("POST", "/webhooks");
			send("GET", "/actuator/prometheus");
		}
		if (this.ticks % 20 == 0) {
			for (int i = 0; i < 16; i++) {
				send("GET", "/report?ms=300");
			}
			System.gc();
		}
		try {
			this.stock.behave((this.ticks % ROUND > 20 && this.ticks % ROUND < 40) ? Mode.ERROR : Mode.OK);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String hash(String token) throws Exception {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().formatHex(hash);
	}

	private void send(String method, String path) {
		this.client.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + this.app.port() + path))
			.method(method, BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(10))
			.build(), BodyHandlers.discarding());
	}

	@Override
	public void close() throws IOException {
		this.clock.shutdownNow();
		this.app.close();
		this.stock.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	@Import(Orders.class)
	static class Config {

		@Bean
		JobSystem mails() {
			return new Mails();
		}

	}

	/**
	 * More and more mails wait, until all are sent twice a minute.
	 */
	private static final class Mails implements JobSystem {

		@Override
		public String name() {
			return "mails";
		}

		@Override
		public JobSample sample() {
			long waiting = Instant.now().getEpochSecond() % 30;
			return new JobSample(List.of(new JobCount(Job.DEFAULT_QUEUE, JobState.AVAILABLE, waiting)),
					Map.of(Job.DEFAULT_QUEUE, Instant.now().minusSeconds(waiting)));
		}

	}

}
