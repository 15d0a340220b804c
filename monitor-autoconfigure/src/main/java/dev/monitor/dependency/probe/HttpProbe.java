package dev.monitor.dependency.probe;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import dev.monitor.check.CheckFailedException;
import dev.monitor.check.Probe;
import dev.monitor.dependency.CircularWait;
import dev.monitor.failure.FailureReason;
import dev.monitor.http.ExpectedStatus;

/**
 * {@link Probe} that sends a GET and looks at the status. Redirects are not followed, and
 * the body, of which only the gate named by another Monitor is of use, is thrown away
 * unread after 64 KB. An interrupt ends the exchange at any point, the body included.
 * Thread-safe.
 */
public final class HttpProbe implements Probe {

	/**
	 * What an application that runs Monitor too answers at /health.
	 */
	private static final Pattern CLOSED_GATE = Pattern.compile("\\{\"status\":\"DOWN\",\"gate\":\"([\\w.-]{1,64})\"");

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
		HttpResponse<String> response = send();
		if (!this.expected.contains(response.statusCode())) {
			Matcher monitor = CLOSED_GATE.matcher(response.body());
			throw new CheckFailedException(monitor.lookingAt()
					? CircularWait.reason(response.statusCode(), monitor.group(1)) : "HTTP " + response.statusCode());
		}
	}

	private HttpResponse<String> send() throws IOException, InterruptedException, CheckFailedException {
		try {
			return this.client.get().send(this.request, (head) -> new BodyHead());
		}
		catch (SSLException ex) {
			boolean plain = String.valueOf(ex.getMessage()).contains("ecognized SSL message");
			throw new CheckFailedException(plain ? "TLS failed: the server does not speak TLS on this port"
					: "TLS failed: " + FailureReason.of(ex));
		}
	}

}
