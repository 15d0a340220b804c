package dev.monitor.health.listener;

import java.util.Map;
import java.util.function.Consumer;

import dev.monitor.health.answer.GateAnswer;
import dev.monitor.health.answer.GateAnswers;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;

/**
 * {@link Responder} that answers probes, by their path.
 */
public final class GateResponder implements Responder {

	private static final Map<String, String> ALLOW = Map.of("Allow", String.join(", ", GateAnswers.METHODS));

	private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

	private final Map<String, GateAnswers> answers;

	public GateResponder(Map<String, GateAnswers> answers) {
		this.answers = Map.copyOf(answers);
	}

	@Override
	public void respond(HttpRequest request, Consumer<HttpResponse> answer) {
		GateAnswers found = this.answers.get(request.path());
		answer.accept((found != null) ? response(found.to(request.method(), request::caller)) : HttpResponse.of(404));
	}

	private static HttpResponse response(GateAnswer answer) {
		boolean refused = answer.status() == GateAnswer.METHOD_NOT_ALLOWED;
		return new HttpResponse(answer.status(), refused ? ALLOW : JSON, answer.body());
	}

}
