package dev.monitor.dependency.probe;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpProbeRequestTests {

	@Test
	void isAGetWithTheHeaders() {
		HttpRequest request = HttpProbeRequest.to(" https://stock:8443/health?full=1 ")
			.withHeaders(Map.of("X-Token", "tiger"));
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.uri()).isEqualTo(URI.create("https://stock:8443/health?full=1"));
		assertThat(request.headers().firstValue("x-token")).hasValue("tiger");
	}

	@Test
	void sendsCredentialsOfTheUrlAsBasicAuthentication() {
		HttpRequest request = HttpProbeRequest.to("http://scott:t%40ger@stock:1/a@b").withHeaders(Map.of());
		assertThat(request.uri()).isEqualTo(URI.create("http://stock:1/a@b"));
		assertThat(request.headers().firstValue("Authorization")).hasValue("Basic c2NvdHQ6dEBnZXI=");
	}

	@Test
	void headersWinOverCredentialsOfTheUrl() {
		HttpRequest request = HttpProbeRequest.to("http://scott:tiger@stock")
			.withHeaders(Map.of("authorization", "Bearer x"));
		assertThat(request.headers().allValues("Authorization")).containsExactly("Bearer x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "stock", "stock:8080", "ftp://tiger@stock/", "file:/tiger", "http://", "http:///tiger",
			"http://sto ck/tiger", "http://stock:70000/tiger", "http://stock:0/", "http://my_stock/tiger",
			"http:stock/tiger" })
	void refusesWhatIsNoHttpAddressAndDoesNotRepeatIt(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpProbeRequest.to(url))
			.withNoCause()
			.withMessageNotContaining("tiger");
	}

	@Test
	void refusesAHeaderThatCannotBeSentAndDoesNotRepeatItsValue() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HttpProbeRequest.to("http://stock").withHeaders(Map.of("X-Token", "ti\r\nger")))
			.withNoCause()
			.withMessage("has a header 'X-Token' that cannot be sent");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HttpProbeRequest.to("http://stock").withHeaders(Map.of("Host", "other")));
	}

}
