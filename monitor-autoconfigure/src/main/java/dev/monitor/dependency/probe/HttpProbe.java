package dev.monitor.dependency.probe;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import javax.net.ssl.SSLException;

import dev.monitor.check.CheckFailedException;
import dev.monitor.check.Probe;
import dev.monitor.failure.FailureReason;
import dev.monitor.http.ExpectedStatus;

/**
 * {@link Probe} that sends a GET and looks at the status. Redirects are not followed, and
 * the body is thrown away unread after 64 KB. An interrupt ends the exchange at any
 * point, the body included. Thread-safe.
 */
public final class HttpProbe implements Probe {

	private final HttpRequest request;

	private final ExpectedStatus expected;

	private final HttpProbeClient client;

	/**
	 * Create a probe.
	 * @param request the request, see {@link HttpProbeRequest}
	 * @param expected status codes that count as success
	 * @param client the client, which the caller closes
	 */
	public HttpProbe(HttpRequest request, ExpectedStatus expected, HttpProbeClient client) {
		this.request = request;
		this.expected = expected;
		this.client = client;
	}

	@Override
	public void check() throws IOException, InterruptedException, CheckFailedException {
		HttpResponse<Boolean> response = send();
		if (!this.expected.contains(response.statusCode())) {
			throw new CheckFailedException("HTTP " + response.statusCode());
		}
	}

	private HttpResponse<Boolean> send() throws IOException, InterruptedException, CheckFailedException {
		try {
			return this.client.get().send(this.request, (head) -> new DiscardedBody());
		}
		catch (SSLException ex) {
			boolean plain = String.valueOf(ex.getMessage()).contains("ecognized SSL message");
			throw new CheckFailedException(plain ? "TLS failed: the server does not speak TLS on this port"
					: "TLS failed: " + FailureReason.of(ex));
		}
	}

}
