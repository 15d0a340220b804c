package dev.monitor.concurrency.tomcat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

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

	private static final long MIN_PARK = 100_000;

	private static final long MAX_PARK = 10_000_000;

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
		if (this.request.getReadListener() == null) {
			this.last = System.nanoTime();
			awaitBytes();
		}
		int read = this.input.doRead(handler);
		if (isTooSlow(read) && !isFinished()) {
			throw giveUp();
		}
		return read;
	}

	/**
	 * Wait as long as the pace allows. Tomcat's own wait cannot be given another time-out
	 * for one request, nor be interrupted.
	 */
	private void awaitBytes() throws IOException {
		long start = this.last;
		while (!isAvailable() && this.pace.nanosLeft() < Long.MAX_VALUE && !isFinished()
				&& !Thread.currentThread().isInterrupted()) {
			if (isTooSlow(0)) {
				throw giveUp();
			}
			LockSupport.parkNanos(Math.min(MAX_PARK, Math.max(MIN_PARK, (this.last - start) / 4)));
		}
	}

	private boolean isAvailable() {
		this.request.action(ActionCode.AVAILABLE, true);
		return this.request.getAvailable() > 0;
	}

	private boolean isTooSlow(int read) {
		long before = this.last;
		this.last = System.nanoTime();
		return this.pace.add(this.last - before, read);
	}

	private BadRequestException giveUp() {
		// Otherwise Tomcat goes on reading after the response, and waits for each byte.
		this.request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		return new BadRequestException(this.pace.giveUp());
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
