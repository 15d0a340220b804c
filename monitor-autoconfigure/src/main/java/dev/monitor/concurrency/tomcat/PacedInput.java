package dev.monitor.concurrency.tomcat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.concurrency.BodyPace;
import dev.monitor.concurrency.SlowBody;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * {@link InputBuffer} that measures how fast a body comes. It stays with Tomcat's
 * request, which serves one HTTP request after the other. A reader that does not block is
 * taken to wait from one read to the next. A body that is too slow is a bad request:
 * after any other exception Tomcat takes the client for gone, and may close the
 * connection without an answer.
 */
final class PacedInput implements InputBuffer {

	private final Request request;

	private final InputBuffer input;

	private final BodyPace pace;

	private long last;

	private PacedInput(Request request, SlowBody limit) {
		this.request = request;
		this.input = request.getInputBuffer();
		this.pace = new BodyPace(limit);
	}

	/**
	 * Measure the body that comes next.
	 */
	static BodyPace begin(Request request, SlowBody limit) {
		if (!(request.getInputBuffer() instanceof PacedInput)) {
			request.setInputBuffer(new PacedInput(request, limit));
		}
		PacedInput paced = (PacedInput) request.getInputBuffer();
		paced.pace.reset();
		paced.last = System.nanoTime();
		return paced.pace;
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		if (this.pace.isSlow()) {
			throw new BadRequestException(this.pace.giveUp());
		}
		long start = (this.request.getReadListener() != null) ? this.last : System.nanoTime();
		int read = this.input.doRead(handler);
		this.last = System.nanoTime();
		if (this.pace.add(this.last - start, read) && !isFinished()) {
			// Otherwise Tomcat goes on reading after the response, and waits for each byte.
			this.request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			throw new BadRequestException(this.pace.giveUp());
		}
		return read;
	}

	private boolean isFinished() {
		AtomicBoolean finished = new AtomicBoolean();
		this.request.action(ActionCode.REQUEST_BODY_FULLY_READ, finished);
		return finished.get();
	}

	@Override
	public int available() {
		return this.input.available();
	}

}
