package dev.monitor.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.monitor.http.Gzip;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;

/**
 * Answers requests for the page, its assets and its data, and those to do something. The
 * page and its assets hold no data and are for everyone. Keeps nothing of a viewer: all
 * who ask within a second share what was written for the first. Thread-safe.
 */
public final class Dashboard {

	/**
	 * First segment of the paths of actions.
	 */
	public static final String ACTIONS = "actions";

	/**
	 * First segment of the paths that begin and end an inspection.
	 */
	public static final String INSPECTIONS = "inspections";

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
			+ "require-trusted-types-for 'script'";

	private static final HttpResponse TO_THE_PAGE = HttpResponse.of(308).with("Location", "dashboard/");

	private static final HttpResponse WRONG_METHOD = Problem
		.of(405, "The dashboard can only be read, with GET or HEAD.")
		.with("Allow", "GET, HEAD");

	private static final HttpResponse FOREIGN = Problem.of(403, "Another site sent this request.");

	private static final HttpResponse NOT_FOUND = Problem.of(404, "The dashboard has no such part.");

	private static final HttpResponse ONLY_POST = Problem.of(405, "What changes something is asked for with POST.")
		.with("Allow", "POST");

	private static final HttpResponse BODY = Problem.of(400,
			"The path says all: a request to do something has no body.");

	/**
	 * What beans of the application have a part in, and facts: a resolver may be asked
	 * for the host's name.
	 */
	private static final List<String> OF_OTHERS = List.of('/' + ACTIONS + '/', '/' + INSPECTIONS + '/',
			"/data/" + ACTIONS + '/', "/data/about", "/data/facts", "/data/lookups/", "/data/meters");

	private final Viewers viewers;

	private final Map<String, DataAnswers> data = new HashMap<>();

	private final Map<String, Actions> actions;

	private final PageAssets assets = new PageAssets();

	/**
	 * Create the page.
	 * @param viewers decides who gets data
	 * @param data the data by the first segment of its path behind {@code data}
	 * @param actions what can be done, by the first segment of its path
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public Dashboard(Viewers viewers, Map<String, PageData> data, Map<String, Actions> actions, LongSupplier nanoTime) {
		this.viewers = viewers;
		data.forEach((name, source) -> this.data.put(name, new DataAnswers(name, source, nanoTime)));
		this.actions = Map.copyOf(actions);
	}

	/**
	 * Tell whether code of the application may have to be waited for, as that of an
	 * action or of a meter, or a resolver of names.
	 * @param path what follows the path of the dashboard, decoded
	 * @return whether others should not wait behind this request
	 */
	public static boolean mayWait(String path) {
		return OF_OTHERS.stream().anyMatch(path::startsWith);
	}

	/**
	 * Answer a request.
	 * @param path what follows the path of the dashboard, decoded
	 * @param request the request
	 * @return the answer
	 */
	public HttpResponse answer(String path, HttpRequest request) {
		boolean gzip = Gzip.isAccepted(request.header("accept-encoding"));
		int slash = path.indexOf('/', 1);
		String first = (slash < 0) ? "" : path.substring(1, slash);
		Actions asked = this.actions.get(first);
		if (asked != null) {
			return secured(act(asked, path.substring(slash + 1), request));
		}
		return secured(first.equals("data") ? data(path.substring(slash + 1), request, gzip)
				: page(path, request.method(), gzip));
	}

	private HttpResponse act(Actions asked, String path, HttpRequest request) {
		if (!request.method().equals("POST")) {
			return ONLY_POST;
		}
		if (isForeign(request)) {
			return FOREIGN;
		}
		if (!request.header("transfer-encoding").isEmpty()
				|| !List.of("0").containsAll(request.header("content-length"))) {
			return BODY;
		}
		Visit visit = this.viewers.visit(request);
		return (visit.refusal() != null) ? visit.refusal() : asked.answer(path, visit, request.caller());
	}

	private static boolean isForeign(HttpRequest request) {
		return !List.of("same-origin").containsAll(request.header("sec-fetch-site"));
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

	private HttpResponse page(String path, String method, boolean gzip) {
		if (!isRead(method)) {
			return WRONG_METHOD;
		}
		if (path.isEmpty()) {
			return TO_THE_PAGE;
		}
		HttpResponse asset = this.assets.get(path.substring(1), gzip);
		return (asset != null) ? asset : NOT_FOUND;
	}

	private HttpResponse data(String path, HttpRequest request, boolean gzip) {
		if (isForeign(request)) {
			return FOREIGN;
		}
		if (!isRead(request.method())) {
			return WRONG_METHOD;
		}
		Visit visit = this.viewers.visit(request);
		if (visit.refusal() != null) {
			return visit.refusal();
		}
		int slash = path.indexOf('/');
		String first = (slash < 0) ? path : path.substring(0, slash);
		DataAnswers source = this.data.get(first);
		HttpResponse answer = (source != null)
				? source.answer((slash < 0) ? "" : path.substring(slash + 1), visit.level(), gzip) : null;
		return (answer != null) ? answer : NOT_FOUND;
	}

	private static HttpResponse secured(HttpResponse response) {
		return response.with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
			.with("X-Content-Type-Options", "nosniff")
			.with("Referrer-Policy", "no-referrer")
			.with("Cross-Origin-Opener-Policy", "same-origin")
			.with("Cross-Origin-Resource-Policy", "same-origin");
	}

}
