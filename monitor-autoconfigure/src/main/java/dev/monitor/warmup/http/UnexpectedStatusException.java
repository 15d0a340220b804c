package dev.monitor.warmup.http;

import java.io.IOException;

/**
 * The application answered a warmup request with another status than expected.
 */
class UnexpectedStatusException extends IOException {

	private static final long serialVersionUID = 1L;

	UnexpectedStatusException(WarmupRequest request, int status) {
		super("%s answered %d".formatted(request, status));
	}

}
