package dev.monitor.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.Unwanted;
import dev.monitor.health.RunningApp;
import dev.monitor.job.Job;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;
import dev.monitor.job.JobType;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/**
 * A running application that uses all of Monitor, and whose registry throws where it
 * would otherwise leave a meter out.
 */
final class MeteredApp implements AutoCloseable {

	private final ServerSocket dependency;

	private final RunningApp app;

	private MeteredApp(ServerSocket dependency, RunningApp app) {
		this.dependency = dependency;
		this.app = app;
	}

	static MeteredApp start(String... properties) throws IOException {
		ServerSocket dependency = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.application.name=orders");
		all.add("monitor.dashboard.actions=limit,log-levels,warmup");
		all.add("monitor.deliveries.channels=webhooks");
		all.add("monitor.dependencies.stock.address=127.0.0.1:" + dependency.getLocalPort());
		return new MeteredApp(dependency,
				RunningApp.start(Config.class, List.of(Unwanted.JETTY, Unwanted.SECURITY), all.toArray(String[]::new)));
	}

	/**
	 * Ask for what works, what fails and what is not there, and have the application ask
	 * another one.
	 */
	void traffic() throws IOException, InterruptedException {
		for (int i = 0; i < 5; i++) {
			this.app.get("/orders");
			this.app.get("/orders?fail");
			this.app.get("/missing/" + i);
			this.app.get("/readyz");
		}
		this.app.bean(RestClient.Builder.class)
			.baseUrl("http://127.0.0.1:" + this.app.port())
			.build()
			.get()
			.uri("/orders")
			.retrieve()
			.toBodilessEntity();
	}

	String scrape() throws IOException, InterruptedException {
		return this.app.get("/actuator/prometheus").body();
	}

	RunningApp app() {
		return this.app;
	}

	@Override
	public void close() {
		this.app.close();
		try {
			this.dependency.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Config {

		@Bean
		MeterRegistryCustomizer<PrometheusMeterRegistry> strict() {
			return (registry) -> registry.throwExceptionOnRegistrationFailure();
		}

		@Bean
		WarmupTask catalogue() {
			return new WarmupTask() {

				@Override
				public String name() {
					return "catalogue";
				}

				@Override
				public void run(WarmupProgress progress) {
				}

			};
		}

		@Bean
		JobSystem mails() {
			return new JobSystem() {

				@Override
				public String name() {
					return "mails";
				}

				@Override
				public List<JobType> types() {
					return List.of(new JobType("send", "every minute", null));
				}

				@Override
				public JobSample sample() {
					return new JobSample(List.of(new JobCount(Job.DEFAULT_QUEUE, JobState.AVAILABLE, 1)), Map.of());
				}

			};
		}

		@Bean
		SmartInitializingSingleton sentMail(JobRuns runs) {
			Instant now = Instant.now();
			return () -> runs.ended(new JobRun(new Job("mails", Job.DEFAULT_QUEUE, "send", "1"), 1, JobOutcome.SUCCESS,
					null, new JobTimes(now, now, Duration.ofMillis(1))));
		}

		@Bean
		ServletRegistrationBean<HttpServlet> orders() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) {
					response.setStatus((request.getQueryString() != null) ? 500 : 200);
				}

			}, "/orders");
		}

	}

}
