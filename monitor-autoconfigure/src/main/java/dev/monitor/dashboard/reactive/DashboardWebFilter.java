package dev.monitor.dashboard.reactive;

import java.util.function.Supplier;

import dev.monitor.dashboard.Dashboard;
import dev.monitor.http.AnswerThread;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.reactive.ContextWebFilter;
import dev.monitor.http.reactive.InFlightWebFilter;
import dev.monitor.http.reactive.ReactiveAnswer;
import dev.monitor.http.reactive.ReactiveHttpRequest;
import dev.monitor.http.reactive.ReactivePaths;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that answers all below the path of the dashboard, with any method, on
 * a few threads of its own: what is asked for may wait for a database.
 */
public class DashboardWebFilter extends ContextWebFilter implements AutoCloseable {

	private static final int THREADS = 4;

	private final String path;

	private final Supplier<Dashboard> dashboard;

	private final DashboardUsers users;

	private final AnswerThread thread = new AnswerThread("monitor-dashboard", "The dashboard", THREADS);

	/**
	 * Create the filter.
	 * @param path the path of the dashboard below that of the application
	 * @param dashboard gives the page, asked at each request
	 * @param users tells whom the application knows
	 * @param order its place, lower ones first
	 */
	public DashboardWebFilter(String path, Supplier<Dashboard> dashboard, DashboardUsers users, int order) {
		super(order);
		this.path = path;
		this.dashboard = dashboard;
		this.users = users;
	}

	@Override
	protected final Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		String asked = ReactivePaths.of(exchange.getRequest());
		if (!isServed(asked)) {
			return chain.filter(exchange);
		}
		String rest = asked.substring(this.path.length());
		return this.users.identify(exchange, new ReactiveHttpRequest(exchange.getRequest()))
			.flatMap((request) -> ReactiveAnswer.write(exchange,
					(answer) -> this.thread.execute(answer, () -> answer.accept(answer(exchange, rest, request)))));
	}

	private HttpResponse answer(ServerWebExchange exchange, String rest, HttpRequest request) {
		return InFlightWebFilter.serve(exchange, () -> this.dashboard.get().answer(rest, request));
	}

	/**
	 * Tell whether a path is answered here.
	 * @param asked a path below that of the application, decoded
	 * @return whether it is
	 */
	protected boolean isServed(String asked) {
		return asked.startsWith(this.path)
				&& (asked.length() == this.path.length() || asked.charAt(this.path.length()) == '/');
	}

	/**
	 * End the threads. Whoever still waits is answered with 503 when his time is up.
	 */
	@Override
	public void close() {
		this.thread.close();
	}

}
