package dev.monitor.concurrency.jetty;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@link Handler} that has a body end in a failure only when somebody has waited for
 * more. What meets a failure in the middle of reading first hears that nothing more is
 * there, and is then called back, as for a failure that comes later. Spring 7.0 loses the
 * first kind (its {@code AbstractListenerReadPublisher} keeps what a read throws for an
 * end that never comes), and with it the end of a reactive request.
 */
public final class BodyFailureHandler extends Handler.Wrapper {

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		return super.handle((request.getLength() != 0) ? new ReadRequest(request) : request, response, callback);
	}

	private static final class ReadRequest extends Request.Wrapper {

		private boolean failed;

		ReadRequest(Request request) {
			super(request);
		}

		/**
		 * {@inheritDoc} A body is read by one thread at a time, and a failure that has
		 * been read is read again.
		 */
		@Override
		public Content.@Nullable Chunk read() {
			Content.Chunk chunk = super.read();
			if (!this.failed && Content.Chunk.isFailure(chunk, true)) {
				this.failed = true;
				return null;
			}
			return chunk;
		}

	}

}
