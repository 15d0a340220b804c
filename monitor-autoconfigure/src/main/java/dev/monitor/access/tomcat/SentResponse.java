package dev.monitor.access.tomcat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import jakarta.servlet.RequestDispatcher;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/**
 * What was sent of a response. Tomcat itself puts status 500 in the place of the one that
 * was sent if the response fails later, and counts the frames of chunks as bytes of the
 * body. So this stands between a response of a connection and its processor, and hears
 * when the head is sent. Thread-safe.
 */
final class SentResponse implements ActionHook {

	private static final @Nullable VarHandle HOOK = field("hook", ActionHook.class);

	private static final @Nullable VarHandle OUTPUT = field("outputBuffer", OutputBuffer.class);

	private final ActionHook processor;

	private final Response response;

	private final @Nullable CountedChunks chunks;

	private volatile int status;

	private volatile boolean failed;

	private volatile boolean whole;

	private volatile @Nullable Object closedFor;

	private SentResponse(ActionHook processor, Response response, @Nullable CountedChunks chunks) {
		this.processor = processor;
		this.response = response;
		this.chunks = chunks;
	}

	/**
	 * Observe a response that begins now, or goes on after an asynchronous dispatch. Does
	 * nothing where Tomcat's classes are closed to reflection.
	 * @param response the response of the connection, which goes on to its next request
	 */
	static void observe(Response response) {
		if (response.isCommitted()) {
			return;
		}
		SentResponse sent = of(response);
		if (sent != null) {
			sent.reset();
		}
		else if (HOOK != null && OUTPUT != null) {
			ActionHook processor = (ActionHook) HOOK.getVolatile(response);
			CountedChunks chunks = CountedChunks.in((OutputBuffer) OUTPUT.get(response));
			HOOK.setVolatile(response, new SentResponse(processor, response, chunks));
		}
	}

	/**
	 * Find what observes a response.
	 * @param response the response
	 * @return it, {@code null} if nothing does
	 */
	static @Nullable SentResponse of(Response response) {
		return (HOOK != null && HOOK.getVolatile(response) instanceof SentResponse sent) ? sent : null;
	}

	/**
	 * Return the status that was sent.
	 * @return the status, the one that will be if none was so far
	 */
	int status() {
		return (this.response.isCommitted() && this.status != 0) ? this.status : this.response.getStatus();
	}

	/**
	 * Tell whether the head, a flush or the end of the response could not be sent.
	 * @return whether sending failed
	 */
	boolean failed() {
		return this.failed;
	}

	/**
	 * Tell whether nothing had failed before the response was sent to its end. A client
	 * of HTTP/2 that has it may close the connection before Tomcat is done.
	 * @return whether the client can have it all
	 */
	boolean isWhole() {
		return this.whole;
	}

	/**
	 * Tell whether the application failed so, and not the connection: Tomcat closes the
	 * connection for it if the response has begun.
	 * @param failure what Tomcat says has failed
	 * @return whether the connection was closed for it
	 */
	boolean isClosedFor(@Nullable Object failure) {
		return failure != null && failure == this.closedFor;
	}

	/**
	 * Return the length of the body on the wire.
	 * @return the number of bytes
	 */
	long bytes() {
		long sent = this.response.getBytesWritten(false);
		return (this.chunks != null) ? this.chunks.limit(sent) : sent;
	}

	private void reset() {
		this.status = 0;
		this.failed = false;
		this.whole = false;
		this.closedFor = null;
		if (this.chunks != null) {
			this.chunks.reset();
		}
	}

	@Override
	public void action(ActionCode code, Object param) {
		if (code == ActionCode.CLOSE_NOW
				&& param != this.response.getRequest().getAttribute(RequestDispatcher.ERROR_EXCEPTION)) {
			this.closedFor = param;
		}
		if (code != ActionCode.COMMIT && code != ActionCode.CLIENT_FLUSH && code != ActionCode.CLOSE) {
			this.processor.action(code, param);
			return;
		}
		boolean committed = this.response.isCommitted();
		boolean error = this.response.isError();
		boolean sound = !error && this.response.getRequest().getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null;
		int now = this.response.getStatus();
		this.processor.action(code, param);
		if (!committed && (code == ActionCode.COMMIT || this.response.isCommitted())) {
			this.status = now;
		}
		if (!error && this.response.isError()) {
			this.failed = true;
		}
		else if (code == ActionCode.CLOSE) {
			this.whole |= sound;
		}
	}

	private static @Nullable VarHandle field(String name, Class<?> type) {
		try {
			return MethodHandles.privateLookupIn(Response.class, MethodHandles.lookup())
				.findVarHandle(Response.class, name, type);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

}
