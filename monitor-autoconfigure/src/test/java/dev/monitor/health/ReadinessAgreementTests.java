package dev.monitor.health;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.monitor.Unwanted;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All who tell readiness tell the same, from the start of an application to its end: our
 * address, Boot's group at its own and at an additional path, and Boot's availability.
 */
class ReadinessAgreementTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void nobodyContradictsAtAnyMoment(Unwanted otherServer) throws Exception {
		try (RunningApp app = RunningApp.start(TestApplication.class, List.of(otherServer, Unwanted.SECURITY),
				"management.endpoint.health.group.readiness.include=readinessState,stock",
				"management.endpoint.health.group.readiness.additional-path=server:/ready",
				"management.endpoint.health.probes.add-additional-paths=true",
				"management.endpoint.health.group.also.include=gates,stock",
				"management.endpoint.health.group.also.additional-path=server:/also", "monitor.shutdown.wait=30s",
				"monitor.health.background.interval=1s", "monitor.health.background.down-interval=100ms",
				"spring.lifecycle.timeout-per-shutdown-phase=1ms")) {
			Moments moments = app.bean(Moments.class);
			assertThat(moments.booting).isEqualTo("startup");
			assertDown(app, "warmup");
			moments.mayEnd.countDown();
			await().untilAsserted(() -> assertUp(app));
			AvailabilityChangeEvent.publish(app.context(), ReadinessState.REFUSING_TRAFFIC);
			assertDown(app, "application");
			AvailabilityChangeEvent.publish(app.context(), ReadinessState.ACCEPTING_TRAFFIC);
			assertUp(app);
			moments.stock = Status.DOWN;
			await().untilAsserted(() -> assertDown(app, "application"));
			moments.stock = Status.UP;
			await().untilAsserted(() -> assertUp(app));
			Future<?> first = this.threads.submit(() -> closeWithInterrupt(app));
			await().untilAsserted(() -> assertDown(app, "shutdown"));
			ThreadPoolTaskExecutor executor = app.bean(ThreadPoolTaskExecutor.class);
			assertThat(executor.submit(() -> "served").get()).isEqualTo("served");
			assertThat(app.get("/livez").statusCode()).isEqualTo(200);
			this.threads.submit(app::close);
			assertDown(app, "shutdown");
			assertThat(first.isDone()).isFalse();
			app.bean(Moments.class).closing.interrupt();
			first.get();
		}
	}

	private static void closeWithInterrupt(RunningApp app) {
		app.bean(Moments.class).closing = Thread.currentThread();
		app.close();
		Thread.interrupted();
	}

	private static void assertUp(RunningApp app) throws Exception {
		assertThat(gate(app.port(), app.context())).isEmpty();
	}

	private static void assertDown(RunningApp app, String gate) throws Exception {
		assertThat(gate(app.port(), app.context())).isEqualTo(gate);
	}

	private static String gate(int port, ConfigurableApplicationContext context) throws Exception {
		String body = RunningApp.send(port, "GET", "/readyz").body();
		boolean up = body.contains("UP");
		for (String path : List.of("/health", "/readyz", "/ready", "/also", "/actuator/health/readiness")) {
			assertThat(RunningApp.send(port, "GET", path).statusCode()).as(path).isEqualTo(up ? 200 : 503);
		}
		ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
		assertThat(availability.getReadinessState())
			.isEqualTo(up ? ReadinessState.ACCEPTING_TRAFFIC : ReadinessState.REFUSING_TRAFFIC);
		if (availability.getState(LivenessState.class) != null) {
			assertThat(RunningApp.send(port, "GET", "/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
		return up ? "" : body.replaceAll(".*\"gate\":\"(\\w+)\".*", "$1");
	}

	static class Moments {

		private volatile String booting = "";

		private volatile Status stock = Status.UP;

		private volatile Thread closing = Thread.currentThread();

		private final CountDownLatch mayEnd = new CountDownLatch(1);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Moments moments() {
			return new Moments();
		}

		@Bean
		ApplicationRunner booting(Moments moments, Environment environment, ConfigurableApplicationContext context) {
			return (args) -> {
				int port = environment.getRequiredProperty("local.server.port", Integer.class);
				Callable<String> gate = () -> gate(port, context);
				moments.booting = gate.call();
			};
		}

		@Bean
		WarmupTask slow(Moments moments) {
			return new WarmupTask() {

				@Override
				public String name() {
					return "slow";
				}

				@Override
				public void run(WarmupProgress progress) throws InterruptedException {
					moments.mayEnd.await();
				}

			};
		}

		@Bean
		HealthIndicator stockHealthIndicator(Moments moments) {
			return () -> Health.status(moments.stock).build();
		}

	}

}
