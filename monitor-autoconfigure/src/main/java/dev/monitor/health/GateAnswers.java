package dev.monitor.health;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.gate.Gates.ClosedGate;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.JsonObject;

/**
 * Answers from a set of gates: 200 when all are open, 503 when one is closed. OPTIONS is
 * answered like GET, because HAProxy's {@code option httpchk} asks with it unless told
 * otherwise and must not be told that a closed application is well. Reads memory only;
 * thread-safe.
 */
public final class GateAnswers {

	private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

	private static final HttpResponse UP = json(200, new JsonObject().with("status", "UP"));

	private static final HttpResponse NOT_ALLOWED = HttpResponse.of(405).with("Allow", String.join(", ", METHODS));

	private final Supplier<Gates> gates;

	private final ReasonAudience audience;

	private final Set<String> excluded;

	/**
	 * Create the answers.
	 * @param gates gives the gates that decide, asked at each request
	 * @param audience who may read why a gate is closed
	 */
	public GateAnswers(Supplier<Gates> gates, ReasonAudience audience) {
		this(gates, audience, Set.of());
	}

	/**
	 * Create the answers.
	 * @param gates gives the gates, asked at each request
	 * @param audience who may read why a gate is closed
	 * @param excluded names of gates that do not decide; a name that no gate has is no
	 * error
	 */
	public GateAnswers(Supplier<Gates> gates, ReasonAudience audience, Set<String> excluded) {
		this.gates = gates;
		this.audience = audience;
		this.excluded = Set.copyOf(excluded);
	}

	/**
	 * Answer a request.
	 * @param request the request; who sent it is asked only if that matters
	 * @return the answer
	 */
	public HttpResponse to(HttpRequest request) {
		if (!METHODS.contains(request.method().toUpperCase(Locale.ROOT))) {
			return NOT_ALLOWED;
		}
		ClosedGate closed = this.gates.get().firstClosed(this.excluded);
		if (closed == null) {
			return UP;
		}
		String reason = this.audience.includes(request) ? closed.verdict().reason() : null;
		return json(503, new JsonObject().with("status", "DOWN").with("gate", closed.name()).with("reason", reason));
	}

	private static HttpResponse json(int status, JsonObject body) {
		return HttpResponse.of(status, "application/json", body.toBytes());
	}

}
