package dev.monitor.scrape.listener;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.Judgement;
import dev.monitor.http.Answer;
import dev.monitor.http.AnswerThread;
import dev.monitor.http.Gzip;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import dev.monitor.scrape.MetricsSource;
import dev.monitor.scrape.MetricsSource.Metrics;

/**
 * {@link Responder} that serves the metrics under one path. Refuses at once. Renders on
 * one thread of its own and has the resource server asked on others, so that neither a
 * meter that hangs nor an identity provider that does holds up the rest, and a token that
 * was good before does not wait for those that nobody knows.
 */
public final class ScrapeResponder implements Responder, AutoCloseable {

	private final String path;

	private final AccessGuard guard;

	private final MetricsSource metrics;

	private final AnswerThread renderer = new AnswerThread("monitor-scrape-renderer", "Metrics");

	private final AnswerThread authorizer = new AnswerThread("monitor-scrape-authorizer", "Metrics");

	private final AnswerThread knownAuthorizer = new AnswerThread("monitor-scrape-known-authorizer", "Metrics");

	/**
	 * Create the responder.
	 * @param path the path, empty to serve nothing
	 * @param guard decides about requests
	 * @param metrics gives the metrics
	 */
	public ScrapeResponder(String path, AccessGuard guard, MetricsSource metrics) {
		this.path = path;
		this.guard = guard;
		this.metrics = metrics;
	}

	@Override
	public void respond(HttpRequest request, Answer answer) {
		if (this.path.isEmpty() || !request.path().equals(this.path)) {
			answer.accept(HttpResponse.of(404));
			return;
		}
		serve(request, answer);
	}

	/**
	 * Answer a request for the metrics, whatever its path, or see to it that another
	 * thread does. Does not wait.
	 * @param request the request
	 * @param answer takes the response
	 */
	public void serve(HttpRequest request, Answer answer) {
		Judgement judgement = this.guard.judge(request);
		if (judgement.mayTakeTime()) {
			AnswerThread thread = judgement.isOfKnownToken() ? this.knownAuthorizer : this.authorizer;
			thread.execute(answer, () -> conclude(judgement, request, answer));
		}
		else {
			conclude(judgement, request, answer);
		}
	}

	private void conclude(Judgement judgement, HttpRequest request, Answer answer) {
		HttpResponse refusal = judgement.conclude();
		if (refusal == null) {
			answer.admit();
			this.renderer.execute(answer, () -> answer.accept(render(request)));
		}
		else {
			answer.accept(refusal);
		}
	}

	private HttpResponse render(HttpRequest request) {
		Metrics rendered = this.metrics.render(request.header("accept"), names(request));
		if (rendered == null) {
			return HttpResponse.of(503);
		}
		boolean gzip = Gzip.isAccepted(request.header("accept-encoding"));
		byte[] body = gzip ? Gzip.compress(rendered.body()) : rendered.body();
		HttpResponse response = HttpResponse.of(200, rendered.contentType(), body)
			.with("Vary", "Accept, Accept-Encoding");
		return gzip ? response.with("Content-Encoding", "gzip") : response;
	}

	private static Set<String> names(HttpRequest request) {
		Set<String> names = new LinkedHashSet<>();
		for (String value : request.parameter("includedNames")) {
			for (String name : value.split(",", -1)) {
				names.add(name.strip());
			}
		}
		names.remove("");
		return names;
	}

	/**
	 * End the threads. Whoever still waits is answered with 503 when his time is up.
	 */
	@Override
	public void close() {
		this.renderer.close();
		this.authorizer.close();
		this.knownAuthorizer.close();
	}

}
