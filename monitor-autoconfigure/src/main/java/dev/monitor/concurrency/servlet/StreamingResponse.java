package dev.monitor.concurrency.servlet;

import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Streaming;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Response that releases a {@link Permit} as soon as the handler of an asynchronous
 * request has returned and the response turns out to be a stream, whichever comes last:
 * Spring MVC sets the type of a streamed body on the thread that writes it.
 */
final class StreamingResponse extends HttpServletResponseWrapper {

	private final Permit permit;

	private volatile boolean streaming;

	private volatile boolean handlerReturned;

	StreamingResponse(HttpServletResponse response, Permit permit) {
		super(response);
		this.permit = permit;
	}

	/**
	 * Note that the handler has returned and the request goes on asynchronously.
	 */
	void handlerReturned() {
		this.handlerReturned = true;
		if (this.streaming || Streaming.isStream(getContentType())) {
			this.permit.release();
		}
	}

	@Override
	public void setContentType(@Nullable String type) {
		super.setContentType(type);
		contentTypeChanged();
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		super.setHeader(name, value);
		headerChanged(name);
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		super.addHeader(name, value);
		headerChanged(name);
	}

	@Override
	public void reset() {
		super.reset();
		contentTypeChanged();
	}

	private void headerChanged(String name) {
		if ("Content-Type".equalsIgnoreCase(name)) {
			contentTypeChanged();
		}
	}

	private void contentTypeChanged() {
		this.streaming = Streaming.isStream(getContentType());
		if (this.streaming && this.handlerReturned) {
			this.permit.release();
		}
	}

}
