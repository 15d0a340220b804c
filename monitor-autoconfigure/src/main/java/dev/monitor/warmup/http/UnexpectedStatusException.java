package dev.monitor.warmup.http;

import java.io.IOException;

/**
 * The application answered a warmup request with another status than expected. The
 * message says which property to set.
 */
class UnexpectedStatusException extends IOException {

	private static final long serialVersionUID = 1L;

	UnexpectedStatusException(WarmupRequest request, int status, String property) {
		super("%s answered %d; set %s.expected-status%s".formatted(request, status, property,
				asksForLogin(status) ? " to accept that, or " + property + ".headers to log in" : " to accept that"));
	}

	private static boolean asksForLogin(int status) {
		return status == 401 || status == 403 || (status >= 300 && status < 400);
	}

}
