package dev.monitor.warmup.http;

import java.io.IOException;

/**
 * The application answered a warmup request with another status than expected. If that
 * asks for a login, which no retry brings, the message says which properties help.
 */
class UnexpectedStatusException extends IOException {

	private static final long serialVersionUID = 1L;

	UnexpectedStatusException(WarmupRequest request, int status, String property) {
		super("%s answered %s%s".formatted(request, status, asksForLogin(status) ? login(property) : ""));
	}

	private static boolean asksForLogin(int status) {
		return status == 401 || status == 403 || (status >= 300 && status < 400);
	}

	private static String login(String property) {
		return "; set %s.headers to log in, or %s.expected-status to accept that".formatted(property, property);
	}

}
