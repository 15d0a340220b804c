package app;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests as applications have them, without a property of Monitor's.
 */
class AppTests {

	/**
	 * A context that is cached and paused while those of other classes are used.
	 */
	static List<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter((name) -> name.startsWith("monitor-")).sorted().toList();
	}

	@Nested
	@SpringBootTest
	class Mock {

		@Test
		void starts(@Autowired OrderRepository orders) {
			assertThat(orders.count()).isZero();
			assertThat(threads()).noneMatch((name) -> name.contains("port"));
		}

	}

	@Nested
	@SpringBootTest
	@AutoConfigureMockMvc
	class MockMvcTests {

		@Test
		void isHealthyAtOnce(@Autowired MockMvc mvc) throws Exception {
			mvc.perform(get("/actuator/health")).andExpect(status().isOk());
			mvc.perform(get("/orders")).andExpect(status().isOk());
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	class RandomPort {

		@Test
		void isHealthyAtOnce(@LocalServerPort int port) throws Exception {
			for (String path : new String[] { "/actuator/health", "/health", "/livez", "/orders" }) {
				HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
				assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).as(path)
					.isEqualTo(200);
			}
		}

	}

	@Nested
	@WebMvcTest(App.OrderController.class)
	class WebSlice {

		@Test
		void answers(@Autowired MockMvc mvc) throws Exception {
			mvc.perform(get("/orders")).andExpect(status().isOk());
		}

	}

	@Nested
	@DataJpaTest
	class DataSlice {

		@Test
		void counts(@Autowired OrderRepository orders) {
			assertThat(orders.count()).isZero();
		}

	}

}
