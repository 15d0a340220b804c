package dev.monitor.health.answer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.gate.Gates.ClosedGate;
import dev.monitor.http.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * Answers from a set of gates: 200 when all are open, 503 when one is closed. OPTIONS is
 * answered like GET, because HAProxy's {@code option httpchk} asks with it unless told
 * otherwise and must not be told that a closed application is well. Reads memory only;
 * thread-safe.
 */
public final class GateAnswers {

	/**
	 * The methods that are answered, as the header {@code Allow} lists them.
	 */
	public static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

	private static final GateAnswer UP = new GateAnswer(GateAnswer.OK,
			"{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8));

	private static final GateAnswer NOT_ALLOWED = new GateAnswer(GateAnswer.METHOD_NOT_ALLOWED, new byte[0]);

	private static final JsonWriter<Down> DOWN = JsonWriter.of((members) -> {
		members.add("status", "DOWN");
		members.add("gate", Down::gate);
		members.add("reason", Down::reason).whenNotNull();
	});

	private final Supplier<Gates> gates;

	private final ReasonAudience audience;

	/**
	 * Create the answers.
	 * @param gates gives the gates that decide, asked at each request
	 * @param audience who may read why a gate is closed
	 */
	public GateAnswers(Supplier<Gates> gates, ReasonAudience audience) {
		this.gates = gates;
		this.audience = audience;
	}

	/**
	 * Answer a request.
	 * @param method its HTTP method
	 * @param caller tells who sent it, asked only if that matters
	 * @return the answer
	 */
	public GateAnswer to(String method, Supplier<Caller> caller) {
		if (!METHODS.contains(method.toUpperCase(Locale.ROOT))) {
			return NOT_ALLOWED;
		}
		ClosedGate closed = this.gates.get().firstClosed();
		if (closed == null) {
			return UP;
		}
		String reason = this.audience.includes(caller) ? closed.verdict().reason() : null;
		return new GateAnswer(GateAnswer.UNAVAILABLE, DOWN.write(new Down(closed.name(), reason)).toByteArray());
	}

	private record Down(String gate, @Nullable String reason) {

	}

}
