package dev.monitor.delivery.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.http.HttpStatusCode;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliveryRuntimeHints}.
 */
class DeliveryRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	DeliveryRuntimeHintsTests() {
		new DeliveryRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void whatIsAskedForItsStatusByNameHasAHint() throws Exception {
		for (Class<?> type : new Class<?>[] { RestClientResponseException.class, WebClientResponseException.class }) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(type, "getStatusCode"))
				.accepts(this.hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(HttpStatusCode.class, "value"))
			.accepts(this.hints);
	}

	@Test
	void theProxyOfAMailSenderHasAHint() {
		ProxyFactory factory = new ProxyFactory(new JavaMailSenderImpl());
		assertThat(factory.getProxy()).isInstanceOf(JavaMailSender.class);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(factory.getProxy().getClass().getInterfaces()))
			.accepts(this.hints);
	}

}
