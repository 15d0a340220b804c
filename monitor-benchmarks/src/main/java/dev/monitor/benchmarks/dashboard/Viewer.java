package dev.monitor.benchmarks.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.HdrHistogram.Histogram;

/**
 * Somebody who looks at a part of the dashboard, with a token.
 */
final class Viewer {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpRequest request;

	private final Histogram nanos = new Histogram(3);

	private long bytes;

	/**
	 * Create a viewer.
	 * @param base address of the dashboard
	 * @param token opens it
	 * @param path what is looked at, below the base
	 */
	Viewer(String base, String token, String path) {
		this.request = HttpRequest.newBuilder(URI.create(base + path))
			.header("Authorization", "Bearer " + token)
			.header("Accept-Encoding", "gzip")
			.build();
	}

	/**
	 * Have the tab refreshed.
	 * @param counts whether the time counts
	 */
	void refresh(boolean counts) throws IOException, InterruptedException {
		long start = System.nanoTime();
		HttpResponse<byte[]> response = HTTP.send(this.request, BodyHandlers.ofByteArray());
		long nanos = System.nanoTime() - start;
		if (response.statusCode() != 200) {
			throw new IOException("Status " + response.statusCode());
		}
		if (counts) {
			this.nanos.recordValue(nanos);
			this.bytes = Math.max(this.bytes, response.body().length);
		}
	}

	double millis(double percent) {
		return this.nanos.getValueAtPercentile(percent) / 1e6;
	}

	/**
	 * Return the size of the largest answer, compressed.
	 */
	long bytes() {
		return this.bytes;
	}

}
