package dev.monitor.health.servlet;

import java.io.IOException;

import dev.monitor.health.answer.GateAnswer;
import dev.monitor.health.answer.GateAnswers;
import dev.monitor.http.servlet.ServletCaller;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers every request that reaches it from gates. Needs nobody's permission.
 */
public final class GateFilter implements Filter {

	private final GateAnswers answers;

	public GateFilter(GateAnswers answers) {
		this.answers = answers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		answer((HttpServletRequest) request, (HttpServletResponse) response);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		GateAnswer answer = this.answers.to(request.getMethod(), () -> ServletCaller.of(request));
		response.setStatus(answer.status());
		response.setHeader("Cache-Control", "no-store");
		if (answer.status() == GateAnswer.METHOD_NOT_ALLOWED) {
			response.setHeader("Allow", String.join(", ", GateAnswers.METHODS));
			return;
		}
		response.setContentType("application/json");
		response.setContentLength(answer.body().length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(answer.body());
		}
	}

}
