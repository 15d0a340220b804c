package dev.monitor.dashboard.spring;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ConfiguredNamesTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	ConfiguredNamesTests() {
		this.environment.getPropertySources().addFirst(new MapPropertySource("second", Map.of("shop.name", "Old")));
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("first",
					Map.of("shop.name", "Mine", "shop.password", "hunter2", "shop.url", "https://a:hunter2@shop/")));
	}

	@Test
	void valuesAreMaskedUnlessOperatorsMaySeeThem() {
		for (boolean operator : new boolean[] { false, true }) {
			assertThat(rows(false, operator)).contains(List.of("shop.name", "•••", "first"))
				.allMatch((row) -> row.get(1).equals("•••"));
		}
		assertThat(rows(true, false)).allMatch((row) -> row.get(1).equals("•••"));
	}

	@Test
	void operatorsSeeTheValueThatCountsAndNoSecret() {
		assertThat(rows(true, true)).contains(List.of("shop.name", "Mine", "first"))
			.contains(List.of("shop.password", "•••", "first"))
			.noneMatch((row) -> row.get(1).contains("hunter2"))
			.doesNotContain(List.of("shop.name", "Old", "second"));
	}

	@Test
	void operatorsSeeNoKeyAndNothingThatContainsOtherSettings() {
		Map<String, Object> secrets = Map.of("shop.signing-key", "hunter2", "STRIPE_KEY", "hunter2",
				"shop.encryptionKeys[0]", "hunter2", "mail.pass", "hunter2", "sun.java.command",
				"shop.App --signing-key=hunter2", "JAVA_TOOL_OPTIONS", "-Dsigning=hunter2", "VCAP_SERVICES",
				"{\"db\":\"hunter2\"}");
		this.environment.getPropertySources().addFirst(new MapPropertySource("third", secrets));
		assertThat(rows(true, true)).filteredOn((row) -> secrets.containsKey(row.get(0)))
			.hasSize(secrets.size())
			.allSatisfy((row) -> assertThat(row.get(1)).isEqualTo("•••"));
	}

	@Test
	void flagsKeepTheValuesOfPropertiesAndAgents() {
		assertThat(List.of("-Xmx1g", "-Dpassword=hunter2", "-javaagent:/a.jar=token=hunter2", "-Dplain", "-XX:+UseZGC"))
			.map(ApplicationFacts::flag)
			.containsExactly("-Xmx1g", "-Dpassword=...", "-javaagent:/a.jar=...", "-Dplain", "-XX:+UseZGC");
	}

	private List<List<String>> rows(boolean operatorsSeeValues, boolean operator) {
		return new ConfiguredNames(this.environment, operatorsSeeValues).rows(operator);
	}

}
