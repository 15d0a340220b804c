package dev.monitor.health.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import dev.monitor.health.answer.GateAnswer;
import dev.monitor.health.answer.GateAnswers;

/**
 * Writes answers as HTTP/1.1 responses that end the connection.
 */
final class ProbeResponse {

	private static final Map<Integer, String> REASONS = Map.of(200, "OK", 400, "Bad Request", 404, "Not Found", 405,
			"Method Not Allowed", 431, "Request Header Fields Too Large", 500, "Internal Server Error", 503,
			"Service Unavailable");

	private ProbeResponse() {
	}

	static ByteBuffer of(int status) {
		return of(new GateAnswer(status, new byte[0]), false);
	}

	static ByteBuffer of(GateAnswer answer, boolean head) {
		StringBuilder text = new StringBuilder("HTTP/1.1 ").append(answer.status())
			.append(' ')
			.append(REASONS.getOrDefault(answer.status(), ""))
			.append("\r\nDate: ")
			.append(DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atZone(ZoneOffset.UTC)))
			.append("\r\nCache-Control: no-store\r\nConnection: close\r\n");
		if (answer.status() == GateAnswer.METHOD_NOT_ALLOWED) {
			text.append("Allow: ").append(String.join(", ", GateAnswers.METHODS)).append("\r\n");
		}
		if (answer.body().length > 0) {
			text.append("Content-Type: application/json\r\n");
		}
		text.append("Content-Length: ").append(answer.body().length).append("\r\n\r\n");
		byte[] lines = text.toString().getBytes(StandardCharsets.ISO_8859_1);
		ByteBuffer response = ByteBuffer.allocate(lines.length + answer.body().length).put(lines);
		return (head ? response : response.put(answer.body())).flip();
	}

}
