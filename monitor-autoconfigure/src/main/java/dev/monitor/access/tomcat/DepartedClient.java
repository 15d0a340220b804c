package dev.monitor.access.tomcat;

import java.io.IOException;
import java.net.SocketTimeoutException;

import dev.monitor.failure.Causes;
import jakarta.servlet.RequestDispatcher;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;

/**
 * Tells from where Tomcat keeps failures whether a client left before the end of its
 * response.
 */
final class DepartedClient {

	private static final int MAX_CAUSES = 10;

	private DepartedClient() {
	}

	static boolean is(Request request, @Nullable SentResponse sent) {
		if ((sent != null && sent.failed())
				|| request.getResponse().getCoyoteResponse().getErrorException() instanceof IOException
				|| isDeparture(request.getCoyoteRequest().getErrorException())) {
			return true;
		}
		Object own = request.getCoyoteRequest().getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		boolean ofTheConnection = sent != null && !sent.isWhole() && !sent.isClosedFor(own) && isDeparture(own);
		return ofTheConnection || isTold(own) || isTold(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
	}

	private static boolean isDeparture(@Nullable Object failure) {
		return failure instanceof IOException && !(failure instanceof BadRequestException)
				&& !(failure instanceof SocketTimeoutException);
	}

	private static boolean isTold(@Nullable Object failure) {
		if (!(failure instanceof Throwable throwable)) {
			return false;
		}
		for (Throwable current : Causes.of(throwable, MAX_CAUSES)) {
			if (current instanceof ClientAbortException || current instanceof CloseNowException) {
				return isDeparture(current) && !(current.getCause() instanceof SocketTimeoutException);
			}
		}
		return false;
	}

}
