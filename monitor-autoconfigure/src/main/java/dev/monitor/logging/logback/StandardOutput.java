package dev.monitor.logging.logback;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

import org.jspecify.annotations.Nullable;

/**
 * {@link System#out} as it was at the start, with failures. It remembers a first failure
 * for good, so from then on bytes go past it, to what it stands for; and so they do if it
 * logs what it is given. Not thread-safe but where it says so.
 */
final class StandardOutput extends OutputStream {

	private final OutputStream behind = new FileOutputStream(FileDescriptor.out);

	private final TakenStream stream = new TakenStream(() -> System.out);

	private @Nullable PrintStream failed;

	private boolean comingBack;

	/**
	 * Tell whether the stream is one that a test or a tool has put there to see at once
	 * what is written. Thread-safe.
	 */
	boolean isWatched() {
		return this.stream.get().getClass() != PrintStream.class;
	}

	/**
	 * Take note, on the thread that writes, that what is being written is logged.
	 */
	void comesBack() {
		this.comingBack = true;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		PrintStream out = this.stream.get();
		if (out != this.failed) {
			this.comingBack = false;
			out.write(bytes, offset, length);
			boolean error = out.checkError();
			if (!error && !this.comingBack) {
				return;
			}
			this.failed = out;
			if (error) {
				throw new IOException("Standard output has failed");
			}
		}
		this.behind.write(bytes, offset, length);
	}

}
