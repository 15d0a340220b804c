package dev.monitor.scrape.listener;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.Judgement;
import dev.monitor.http.Answer;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import dev.monitor.scrape.MetricsSource;
import dev.monitor.scrape.MetricsSource.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Responder} that serves the metrics under one path. Refuses at once. Renders on
 * one thread of its own and has the resource server asked on others, so that neither a
 * meter that hangs nor an identity provider that does holds up the rest, and a token that
 * was good before does not wait for those that nobody knows.
 */
public final class ScrapeResponder implements Responder, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ScrapeResponder.class);

	private static final int MAX_WAITING = 256;

	private final String path;

	private final AccessGuard guard;

	private final MetricsSource metrics;

	private final ExecutorService renderer = thread("monitor-scrape-renderer");

	private final ExecutorService authorizer = thread("monitor-scrape-authorizer");

	private final ExecutorService knownAuthorizer = thread("monitor-scrape-known-authorizer");

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
		Judgement judgement = this.guard.judge(request);
		if (judgement.mayTakeTime()) {
			execute(judgement.isOfKnownToken() ? this.knownAuthorizer : this.authorizer, answer,
					() -> conclude(judgement, request, answer));
		}
		else {
			conclude(judgement, request, answer);
		}
	}

	private void conclude(Judgement judgement, HttpRequest request, Answer answer) {
		HttpResponse refusal = judgement.conclude();
		if (refusal == null) {
			answer.admit();
			execute(this.renderer, answer, () -> answer.accept(render(request)));
		}
		else {
			answer.accept(refusal);
		}
	}

	private HttpResponse render(HttpRequest request) {
		Metrics rendered = this.metrics.render(request.header("accept"));
		if (rendered == null) {
			return HttpResponse.of(503);
		}
		boolean gzip = Gzip.isAccepted(request.header("accept-encoding"));
		byte[] body = gzip ? Gzip.compress(rendered.body()) : rendered.body();
		HttpResponse response = HttpResponse.of(200, rendered.contentType(), body)
			.with("Vary", "Accept, Accept-Encoding");
		return gzip ? response.with("Content-Encoding", "gzip") : response;
	}

	private static void execute(ExecutorService executor, Answer answer, Runnable task) {
		try {
			executor.execute(() -> {
				try {
					task.run();
				}
				catch (Throwable ex) {
					logger.warn("Metrics could not be served", ex);
					answer.accept(HttpResponse.of(500));
				}
			});
		}
		catch (RejectedExecutionException ex) {
			answer.accept(HttpResponse.of(503));
		}
	}

	/**
	 * End the threads. Whoever still waits is answered with 503 when his time is up.
	 */
	@Override
	public void close() {
		this.renderer.shutdownNow();
		this.authorizer.shutdownNow();
		this.knownAuthorizer.shutdownNow();
	}

	private static ExecutorService thread(String name) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES,
				new ArrayBlockingQueue<>(MAX_WAITING), (task) -> {
					Thread thread = new Thread(task, name);
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
