package dev.monitor.secret;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "accessToken", "user[access-token]", "ACCESS.TOKEN.1", "spring.datasource.password" })
	void wordsAtTheEndAreSecretEverywhere(String name) {
		assertThat(SecretNames.isSecret(name)).isTrue();
		assertThat(SecretNames.isSecretSetting(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stripe.key", "STRIPE_KEY_1", "app.signing-keys", "my.pass", "_JAVA_OPTIONS",
			"JAVA_TOOL_OPTIONS", "CATALINA_OPTS", "SPRING_APPLICATION_JSON", "sun.java.command" })
	void settingsThatOpenOrContainSomethingAreSecretToo(String name) {
		assertThat(SecretNames.isSecretSetting(name)).isTrue();
		assertThat(SecretNames.isSecret(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "keyboard", "server.port", "spring.jpa.open-in-view", "token.validity", "passenger", "" })
	void othersAreNot(String name) {
		assertThat(SecretNames.isSecretSetting(name)).isFalse();
	}

}
