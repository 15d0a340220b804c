package dev.monitor.http;

import java.util.Map;
import java.util.function.Function;

/**
 * {@link Responder} that answers at once, by the request's path, and with 404 where it
 * knows none.
 */
public final class PathResponder implements Responder {

	private static final HttpResponse NOT_FOUND = HttpResponse.of(404);

	private final Map<String, Function<HttpRequest, HttpResponse>> answers;

	/**
	 * Create the responder.
	 * @param answers what answers each path, from memory
	 */
	public PathResponder(Map<String, Function<HttpRequest, HttpResponse>> answers) {
		this.answers = Map.copyOf(answers);
	}

	@Override
	public void respond(HttpRequest request, Answer answer) {
		Function<HttpRequest, HttpResponse> known = this.answers.get(request.path());
		answer.accept((known != null) ? known.apply(request) : NOT_FOUND);
	}

}
