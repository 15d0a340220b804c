package dev.monitor.concurrency.servlet;

import dev.monitor.concurrency.Permit;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/**
 * {@link AsyncListener} that releases a {@link Permit} when the response is complete, by
 * success or timeout, or when the container gives up on it with an error.
 */
public final class ReleaseOnComplete implements AsyncListener {

	/**
	 * Attribute of asynchronous requests: a {@link Runnable} that releases their permit,
	 * for those who learn that a request is over although its listeners do not.
	 */
	public static final String PERMIT_ATTRIBUTE = ReleaseOnComplete.class.getName() + ".PERMIT";

	private final Permit permit;

	private volatile boolean timedOut;

	private ReleaseOnComplete(Permit permit) {
		this.permit = permit;
	}

	/**
	 * Release the permit when the request that went asynchronous completes.
	 * @param request the request, in asynchronous mode
	 * @param permit what to release; left to the caller if the answer is {@code false}
	 * @return whether that will happen; if not, it is over already
	 */
	public static boolean register(ServletRequest request, Permit permit) {
		try {
			request.setAttribute(PERMIT_ATTRIBUTE, (Runnable) permit::release);
			request.getAsyncContext().addListener(new ReleaseOnComplete(permit));
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// Going asynchronous again after a dispatch drops all listeners.
		AsyncContext context = event.getAsyncContext();
		context.addListener(this);
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.permit.complete(this.timedOut);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		this.timedOut = true;
	}

	@Override
	public void onError(AsyncEvent event) {
		// Tomcat calls nothing more if the error came before its own thread had left.
		if (this.timedOut) {
			this.permit.complete(true);
		}
		else {
			this.permit.release();
		}
	}

}
