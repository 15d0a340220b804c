package dev.monitor.http;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpResponseTests {

	@Test
	void aFurtherHeaderMakesAnotherResponseWithTheSameBody() {
		HttpResponse first = HttpResponse.of(200, "text/plain", new byte[] { 1 });
		HttpResponse second = first.with("Vary", "Accept").with("Retry-After", "1");
		assertThat(first.headers()).containsExactly(Map.entry("Content-Type", "text/plain"));
		assertThat(second.headers()).containsExactly(Map.entry("Content-Type", "text/plain"),
				Map.entry("Vary", "Accept"), Map.entry("Retry-After", "1"));
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.body()).isSameAs(first.body());
	}

	@Test
	void withoutABodyThereIsNothingToSay() {
		assertThat(HttpResponse.of(204).headers()).isEmpty();
		assertThat(HttpResponse.of(204).body()).isEmpty();
	}

}
