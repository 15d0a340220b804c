package dev.monitor.concurrency.jetty;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.concurrency.BodyPace;
import dev.monitor.concurrency.SlowBody;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Measures how fast the bodies of requests come, whoever reads them: the application, or
 * Jetty for parameters and parts.
 */
public final class JettyBodyPaceHandler extends Handler.Wrapper {

	private final SlowBody limit;

	/**
	 * Create a handler that goes around all others.
	 * @param limit how slowly a body may come
	 */
	public JettyBodyPaceHandler(SlowBody limit) {
		this.limit = limit;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		return super.handle((request.getLength() != 0) ? new PacedRequest(request, new BodyPace(this.limit)) : request,
				response, callback);
	}

	private static final class PacedRequest extends Request.Wrapper {

		private final BodyPace pace;

		PacedRequest(Request request, BodyPace pace) {
			super(request);
			this.pace = pace;
		}

		@Override
		public Object getAttribute(String name) {
			return SlowBody.PACE_ATTRIBUTE.equals(name) ? this.pace : super.getAttribute(name);
		}

		@Override
		public Content.Chunk read() {
			if (this.pace.isSlow()) {
				return Content.Chunk.from(this.pace.giveUp());
			}
			Content.Chunk chunk = super.read();
			if (chunk != null && this.pace.add(0, chunk.remaining()) && !chunk.isLast()) {
				chunk.release();
				return Content.Chunk.from(this.pace.giveUp());
			}
			return chunk;
		}

		@Override
		public void demand(Runnable callback) {
			long left = this.pace.nanosLeft();
			if (left == Long.MAX_VALUE) {
				super.demand(callback);
				return;
			}
			long start = System.nanoTime();
			AtomicBoolean over = new AtomicBoolean();
			Scheduler.Task timeout = getComponents().getScheduler()
				.schedule(() -> expire(over, callback), left, TimeUnit.NANOSECONDS);
			super.demand(() -> {
				if (over.compareAndSet(false, true)) {
					timeout.cancel();
					this.pace.add(System.nanoTime() - start, 0);
					callback.run();
				}
			});
		}

		private void expire(AtomicBoolean over, Runnable callback) {
			if (over.compareAndSet(false, true)) {
				this.pace.giveUp();
				getComponents().getExecutor().execute(callback);
			}
		}

	}

}
