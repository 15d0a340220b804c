package dev.monitor.dashboard.listener;

import java.net.URI;
import java.util.function.Supplier;

import dev.monitor.dashboard.Dashboard;
import dev.monitor.http.Answer;
import dev.monitor.http.AnswerThread;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import org.jspecify.annotations.Nullable;

/**
 * {@link Responder} that serves the page under one path, on a thread of its own. What may
 * have to wait for code of the application has another one, so that the page is there
 * meanwhile.
 */
public final class DashboardResponder implements Responder, AutoCloseable {

	private final String prefix;

	private final Supplier<Dashboard> dashboard;

	private final AnswerThread thread = new AnswerThread("monitor-dashboard", "The dashboard");

	private final AnswerThread waiting = new AnswerThread("monitor-dashboard-wait", "The dashboard");

	/**
	 * Create the responder.
	 * @param prefix path of the dashboard
	 * @param dashboard gives the page, asked at each request
	 */
	public DashboardResponder(String prefix, Supplier<Dashboard> dashboard) {
		this.prefix = prefix;
		this.dashboard = dashboard;
	}

	@Override
	public void respond(HttpRequest request, Answer answer) {
		String path = decoded(request.path());
		if (path == null || !(path.equals(this.prefix) || path.startsWith(this.prefix + '/'))) {
			answer.accept(HttpResponse.of(404));
			return;
		}
		String asked = path.substring(this.prefix.length());
		AnswerThread free = Dashboard.mayWait(asked) ? this.waiting : this.thread;
		free.execute(answer, () -> answer.accept(this.dashboard.get().answer(asked, request)));
	}

	private static @Nullable String decoded(String path) {
		try {
			return URI.create(path).getPath();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public void close() {
		this.thread.close();
		this.waiting.close();
	}

}
