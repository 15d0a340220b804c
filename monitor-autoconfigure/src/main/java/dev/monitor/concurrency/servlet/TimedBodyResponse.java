package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import dev.monitor.concurrency.BodyPace;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Response of which the status is 408 once the body of the request has been given up,
 * whatever the application makes of it.
 */
final class TimedBodyResponse extends HttpServletResponseWrapper {

	private final BodyPace body;

	TimedBodyResponse(HttpServletResponse response, BodyPace body) {
		super(response);
		this.body = body;
	}

	@Override
	public void setStatus(int status) {
		super.setStatus(status(status));
	}

	@Override
	public void sendError(int status) throws IOException {
		super.sendError(status(status));
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		if (this.body.isSlow()) {
			super.sendError(SC_REQUEST_TIMEOUT);
		}
		else {
			super.sendError(status, message);
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		setStatus(getStatus());
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		setStatus(getStatus());
		return super.getWriter();
	}

	private int status(int status) {
		if (this.body.isSlow()) {
			setHeader("Connection", "close");
			return SC_REQUEST_TIMEOUT;
		}
		return status;
	}

}
