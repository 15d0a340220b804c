package dev.monitor.concurrency.tomcat;

import java.io.IOException;

import dev.monitor.concurrency.BodyPace;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.http.servlet.ServletHttpResponse;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Measures how fast the bodies of requests come, whoever reads them: the application, or
 * Tomcat for parameters and parts. Belongs to the context, so that it has the last word
 * before the error page.
 */
public final class TomcatBodyPaceValve extends ValveBase {

	private final SlowBody limit;

	/**
	 * Create a valve that asynchronous requests may pass.
	 * @param limit how slowly a body may come
	 */
	public TomcatBodyPaceValve(SlowBody limit) {
		super(true);
		this.limit = limit;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// The valve is passed again when an asynchronous request is dispatched.
		if (request.getAttribute(SlowBody.PACE_ATTRIBUTE) != null) {
			getNext().invoke(request, response);
			return;
		}
		BodyPace pace = PacedInput.begin(request.getCoyoteRequest(), this.limit);
		if (request.isFinished()) {
			getNext().invoke(request, response);
			return;
		}
		request.setAttribute(SlowBody.PACE_ATTRIBUTE, pace);
		getNext().invoke(request, response);
		if (pace.isSlow() && !request.isAsync() && !response.isCommitted()) {
			answer(request, response);
		}
	}

	/**
	 * Answer in place of the error page, which would read parameters and parts again.
	 */
	private static void answer(Request request, Response response) throws IOException {
		request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
		response.resetError();
		response.setSuspended(false);
		response.resetBuffer(true);
		ServletHttpResponse.write(SlowBody.ANSWER, request, response);
		response.finishResponse();
	}

}
