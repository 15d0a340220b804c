package dev.monitor.sample.monitor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.check.CheckFailedException;
import dev.monitor.dependency.DependencyCheck;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.grpc.server.health.GrpcServerHealth;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponent;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.grpc.server.health.StatusAggregator;
import org.springframework.boot.grpc.server.health.StatusMapper;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Boot's own gRPC health goes through all indicators every few seconds.
 */
class GrpcHealthTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Checked.class);

	@Test
	void findsOnlyWhatIsInMemory() {
		this.runner.run((context) -> {
			GrpcServerHealth health = new GrpcServerHealth(context.getBean(HealthContributorRegistry.class), null,
					new Services());
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(statuses(health))
					.containsExactlyInAnyOrderEntriesOf(Map.of("", ServingStatus.NOT_SERVING, "orders",
							ServingStatus.SERVING, "stock", ServingStatus.NOT_SERVING)));
			for (int i = 0; i < 1000; i++) {
				statuses(health);
			}
			Checked checked = context.getBean(Checked.class);
			assertThat(checked.indications).hasValueLessThan(20);
			assertThat(checked.checks).hasValueLessThan(20);
		});
	}

	private static Map<String, ServingStatus> statuses(GrpcServerHealth health) {
		Map<String, ServingStatus> statuses = new HashMap<>();
		health.update(statuses::put);
		return statuses;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Checked {

		private final AtomicInteger indications = new AtomicInteger();

		private final AtomicInteger checks = new AtomicInteger();

		@Bean
		HealthIndicator dbHealthIndicator() {
			return this::up;
		}

		@Bean
		CompositeHealthContributor nodesHealthContributor() {
			return CompositeHealthContributor.fromMap(Map.of("one", (HealthIndicator) this::up));
		}

		@Bean
		DependencyCheck stock() {
			return () -> {
				this.checks.incrementAndGet();
				throw new CheckFailedException("sold out");
			};
		}

		private Health up() {
			this.indications.incrementAndGet();
			return Health.up().build();
		}

	}

	/**
	 * The server needs all there is, each service some of it.
	 */
	static class Services implements HealthCheckedGrpcComponents {

		private static final Map<String, Set<String>> MEMBERS = Map.of("orders", Set.of("db", "nodes/one"), "stock",
				Set.of("dependencies/stock"));

		@Override
		public HealthCheckedGrpcComponent getServer() {
			return new Component(null);
		}

		@Override
		public Set<String> getServiceNames() {
			return MEMBERS.keySet();
		}

		@Override
		public HealthCheckedGrpcComponent getService(String serviceName) {
			return new Component(MEMBERS.get(serviceName));
		}

	}

	record Component(@Nullable Set<String> members) implements HealthCheckedGrpcComponent {

		@Override
		public boolean isMember(String healthContributorName) {
			return this.members == null || this.members.contains(healthContributorName);
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return StatusAggregator.getDefault();
		}

		@Override
		public StatusMapper getStatusMapper() {
			return StatusMapper.getDefault();
		}

	}

}
