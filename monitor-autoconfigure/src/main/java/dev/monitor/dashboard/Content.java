package dev.monitor.dashboard;

import dev.monitor.http.Gzip;
import dev.monitor.http.HttpResponse;

/**
 * What is sent to many, as it is and compressed.
 *
 * @param plain the response as it is
 * @param compressed the response with the content coding gzip
 */
record Content(HttpResponse plain, HttpResponse compressed) {

	static Content of(String type, byte[] bytes) {
		HttpResponse compressed = HttpResponse.of(200, type, Gzip.compress(bytes)).with("Content-Encoding", "gzip");
		return new Content(vary(HttpResponse.of(200, type, bytes)), vary(compressed));
	}

	Content with(String header, String value) {
		return new Content(this.plain.with(header, value), this.compressed.with(header, value));
	}

	HttpResponse response(boolean gzip) {
		return gzip ? this.compressed : this.plain;
	}

	private static HttpResponse vary(HttpResponse response) {
		return response.with("Vary", "Accept-Encoding");
	}

}
