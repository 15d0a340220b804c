package dev.monitor.dependency.probe;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			http://stock_service:8080/health  | a '_' in the host
			http://u:tiger@stock_service/     | a '_' in the host
			http://bücher.example/            | a 'ü' in the host
			http://scott:ti@ger@stock/        | %40
			http://scott:ti#ger@stock/        | %23
			http://scott:ti/ger@stock/        | %2F
			http://scott:ti?ger@stock/        | %3F
			http://scott:ti%ger@stock/        | a '%' that is not percent-encoded
			http://sc ott:tiger@stock/        | a ' ' that is not percent-encoded
			http://scott:ti^ger@stock/        | a '^' that is not percent-encoded
			http://scott:tiger@stock:80a/     | no valid port
			http://::1:8080/                  | stands in brackets
			http://-stock/                    | no valid host
			http:///x                         | no host
			""")
	void namesTheCharacterThatIsInTheWayAndNothingElse(String url, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpProbeRequest.to(url))
			.withNoCause()
			.withMessageContaining(problem)
			.withMessageNotContainingAny("scott", "tiger", "ger@", "stock_");
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
