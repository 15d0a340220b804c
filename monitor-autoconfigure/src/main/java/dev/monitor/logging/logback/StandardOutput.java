package dev.monitor.logging.logback;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

import org.jspecify.annotations.Nullable;

/**
 * {@link System#out} of the moment, with failures. It remembers a first failure for good,
 * so from then on bytes go past it, to what it stands for. Not thread-safe.
 */
final class StandardOutput extends OutputStream {

	private final OutputStream behind = new FileOutputStream(FileDescriptor.out);

	private @Nullable PrintStream failed;

	/**
	 * Tell whether {@link System#out} is one that a test or a tool has put there to see
	 * at once what is written.
	 */
	static boolean isWatched() {
		return System.out.getClass() != PrintStream.class;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		PrintStream out = System.out;
		if (out == this.failed) {
			this.behind.write(bytes, offset, length);
			return;
		}
		out.write(bytes, offset, length);
		if (out.checkError()) {
			this.failed = out;
			throw new IOException("Standard output has failed");
		}
	}

}
