package dev.monitor.access.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.coyote.http11.OutputFilter;
import org.apache.coyote.http11.filters.ChunkedOutputFilter;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is in the chunks of a response and not their frames, behind compression.
 */
final class CountedChunks extends ChunkedOutputFilter {

	private volatile boolean active;

	private volatile long bytes;

	/**
	 * Take the place of the filter that makes the chunks of a connection.
	 * @param output what sends the connection's responses
	 * @return the filter, {@code null} if the connection's responses have no chunks
	 */
	static @Nullable CountedChunks in(OutputBuffer output) {
		OutputFilter[] filters = (output instanceof Http11OutputBuffer http) ? http.getFilters() : new OutputFilter[0];
		for (int i = 0; i < filters.length; i++) {
			if (filters[i].getClass() == ChunkedOutputFilter.class) {
				CountedChunks counted = new CountedChunks();
				filters[i] = counted;
				return counted;
			}
		}
		return null;
	}

	/**
	 * Forget the last response.
	 */
	void reset() {
		this.active = false;
		this.bytes = 0;
	}

	/**
	 * Return what is in the chunks, or what was sent if the response has none.
	 */
	long limit(long sent) {
		return this.active ? Math.min(this.bytes, sent) : sent;
	}

	@Override
	public void setResponse(Response response) {
		super.setResponse(response);
		this.active = true;
	}

	/**
	 * Only one thread writes at a time.
	 */
	@Override
	@SuppressWarnings("NonAtomicVolatileUpdate")
	public int doWrite(ByteBuffer chunk) throws IOException {
		int written = super.doWrite(chunk);
		this.bytes += written;
		return written;
	}

}
