package dev.monitor.warmup;

import dev.monitor.gate.Gates;
import dev.monitor.warmup.WarmupReport.State;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * A web application without a server of its own, as in most tests of users and, but for
 * the context's class, in a container's war.
 */
@SpringBootTest(properties = { "monitor.warmup.requests[0].path=/orders", "monitor.warmup.on-failure=closed" })
class MockEnvironmentTests {

	@Test
	void becomesReadyThoughThereIsNobodyToSendRequestsTo(@Autowired WebApplicationContext context) throws Exception {
		Gates gates = context.getBean(Gates.class);
		assertThat(gates.firstClosed()).isNull();
		Warmup warmup = context.getBean(Warmup.class);
		await().until(() -> warmup.report().state() != State.RUNNING);
		assertThat(warmup.report().state()).isEqualTo(State.SUCCEEDED);
		assertThat(warmup.report().tasks()).extracting(WarmupReport.Task::name).contains("requests");
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
		mvc.perform(get("/actuator/health")).andExpect(status().isOk());
		mvc.perform(get("/actuator/health/readiness")).andExpect(status().isOk());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

}
