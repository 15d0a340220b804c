package dev.monitor.identity;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Identity}.
 */
class IdentityTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void whatIsUnknownIsEmpty() {
		this.environment.withProperty("HOSTNAME", "orders-7d9f8b-24567");
		assertThat(Identity.from(this.environment)).isEqualTo(new Identity("", "", ""));
	}

	@Test
	void platformsTellWhatIsNotSet() {
		this.environment.withProperty("spring.application.name", "orders")
			.withProperty("AWS_REGION", "eu-west-1")
			.setActiveProfiles("production", "metrics");
		assertThat(Identity.from(this.environment)).isEqualTo(new Identity("orders", "production", "eu-west-1"));
		this.environment.withProperty("FLY_REGION", "fra").withProperty("ENVIRONMENT", "staging");
		assertThat(Identity.from(this.environment)).isEqualTo(new Identity("orders", "staging", "fra"));
		this.environment.withProperty("REGION", "eu");
		assertThat(Identity.from(this.environment).region()).isEqualTo("eu");
	}

	@Test
	void propertiesComeFirst() {
		this.environment.withProperty("spring.application.name", "orders")
			.withProperty("ENVIRONMENT", "staging")
			.withProperty("REGION", "eu")
			.withProperty("monitor.application", " shop ")
			.withProperty("monitor.environment", "test")
			.withProperty("monitor.region", "us");
		assertThat(Identity.from(this.environment)).isEqualTo(new Identity("shop", "test", "us"));
	}

	@Test
	void whatIsKnownIsALabel() {
		assertThat(new Identity("orders", "", "eu").labels()).containsExactly(Map.entry("application", "orders"),
				Map.entry("region", "eu"));
	}

	@Test
	void aBlankTextTellsNothing() {
		this.environment.withProperty("monitor.region", " ").withProperty("REGION", "eu");
		assertThat(Identity.from(this.environment).region()).isEqualTo("eu");
	}

}
