package dev.monitor.dependency.probe;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The GET request of an {@link HttpProbe}. No message of its exceptions carries more than
 * one character of the url, or any of a header's value: both may be secret.
 */
public final class HttpProbeRequest {

	private final HttpRequest.Builder builder;

	private HttpProbeRequest(HttpRequest.Builder builder) {
		this.builder = builder;
	}

	/**
	 * Begin a request.
	 * @param url an http or https address; credentials in it are sent as basic
	 * authentication
	 * @return the request without headers
	 * @throws IllegalArgumentException if it is not such an address
	 */
	public static HttpProbeRequest to(String url) {
		URI uri = HttpUrl.parse(url.strip());
		String credentials = uri.getRawUserInfo();
		if (credentials == null) {
			return new HttpProbeRequest(HttpRequest.newBuilder(uri));
		}
		URI bare = URI.create(uri.toString().replaceFirst("//[^/?#@]*@", "//"));
		byte[] plain = String.valueOf(uri.getUserInfo()).getBytes(StandardCharsets.UTF_8);
		return new HttpProbeRequest(HttpRequest.newBuilder(bare)
			.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain)));
	}

	/**
	 * Add headers and finish.
	 * @param headers values by name
	 * @return the request
	 * @throws IllegalArgumentException if a header cannot be sent
	 */
	public HttpRequest withHeaders(Map<String, String> headers) {
		headers.forEach((name, value) -> {
			try {
				this.builder.setHeader(name, value);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("has a header '" + name + "' that cannot be sent");
			}
		});
		return this.builder.build();
	}

}
