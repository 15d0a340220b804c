package dev.monitor.concurrency.cors;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.cors.CorsConfigurationSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CorsHeaders}.
 */
class CorsHeadersTests {

	@Test
	void aSourceThatFailsHarmsNoRejection() {
		CorsConfigurationSource source = (request) -> {
			throw new NoClassDefFoundError("on purpose");
		};
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader("Origin", "http://a.example");
		MockHttpServletResponse response = new MockHttpServletResponse();
		new CorsHeaders(() -> List.of(source)).add(request, response);
		assertThat(response.getHeaderNames()).isEmpty();
	}

}
