package dev.monitor.scrape.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.monitor.scrape.Decision;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers a refused request with problem details (RFC 9457). The answer is written here,
 * not by the container's error page, so that no error handling of the application can
 * turn it into a redirect.
 */
record Refusal(Decision decision) {

	static Refusal of(Decision decision) {
		return new Refusal(decision);
	}

	void write(HttpServletResponse response) throws IOException {
		response.setStatus(this.decision.status());
		if (this.decision.challenge() != null) {
			response.setHeader("WWW-Authenticate", this.decision.challenge());
		}
		if (this.decision == Decision.WRONG_METHOD) {
			response.setHeader("Allow", "GET, HEAD");
		}
		byte[] body = problem().getBytes(StandardCharsets.UTF_8);
		response.setContentType("application/problem+json");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private String problem() {
		return """
				{"type":"about:blank","title":"%s","status":%d,"detail":"%s"}
				""".formatted(title(), this.decision.status(), this.decision.detail());
	}

	private String title() {
		return switch (this.decision.status()) {
			case 400 -> "Bad Request";
			case 401 -> "Unauthorized";
			case 405 -> "Method Not Allowed";
			default -> "Refused";
		};
	}

}
