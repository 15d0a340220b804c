package dev.monitor.health.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.gate.Gates.ClosedGate;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * Answers every request that reaches it from a set of gates: 200 when all are open, 503
 * when one is closed. Reads memory only and needs nobody's permission. OPTIONS is
 * answered like GET, because HAProxy's {@code option httpchk} asks with it unless told
 * otherwise and must not be told that a closed application is well.
 */
public final class GateFilter implements Filter {

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");

	private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);

	private static final JsonWriter<Down> DOWN = JsonWriter.of((members) -> {
		members.add("status", "DOWN");
		members.add("gate", Down::gate);
		members.add("reason", Down::reason).whenNotNull();
	});

	private final Supplier<Gates> gates;

	private final ReasonAudience audience;

	/**
	 * Create the filter.
	 * @param gates gives the gates that decide, asked at each request
	 * @param audience who may read why a gate is closed
	 */
	public GateFilter(Supplier<Gates> gates, ReasonAudience audience) {
		this.gates = gates;
		this.audience = audience;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		answer((HttpServletRequest) request, (HttpServletResponse) response);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader("Cache-Control", "no-store");
		if (!METHODS.contains(request.getMethod().toUpperCase(Locale.ROOT))) {
			response.setHeader("Allow", "GET, HEAD, OPTIONS");
			response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			return;
		}
		ClosedGate closed = this.gates.get().firstClosed();
		byte[] body = (closed != null) ? down(closed, this.audience.includes(request)) : UP;
		response.setStatus((closed != null) ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_OK);
		response.setContentType("application/json");
		response.setContentLength(body.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(body);
		}
	}

	private static byte[] down(ClosedGate closed, boolean withReason) {
		return DOWN.write(new Down(closed.name(), withReason ? closed.verdict().reason() : null)).toByteArray();
	}

	private record Down(String gate, @Nullable String reason) {

	}

}
