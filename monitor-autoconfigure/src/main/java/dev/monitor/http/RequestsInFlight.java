package dev.monitor.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.monitor.status.Stack;
import dev.monitor.status.StatusDetails;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * The requests that have come and are not over. {@link StatusSource} of the section
 * {@code in_flight}: how many {@code requests}, how many of them {@code waiting} to be
 * served, and a row for each of the 500 oldest, the oldest first. A row is named by a
 * number that no other request of this process has, and has
 * <ul>
 * <li>{@code age_seconds}, and {@code thread_id}, which is 0 without a thread
 * <li>{@code method} and {@code route}: the pattern, or the path without query
 * <li>{@code state}: {@code served}, {@code waiting}, or {@code asynchronous} if it goes
 * on without a thread of the web server
 * <li>{@code thread}: name of the thread, empty without one
 * </ul>
 * The request that asks is left out. The details of a row are the stack of its thread.
 * Thread-safe.
 */
public final class RequestsInFlight implements StatusSource, StatusDetails {

	private static final int MOST_ROWS = 500;

	private static final int MOST_CHARACTERS = 200;

	private final Set<RequestInFlight> requests = ConcurrentHashMap.newKeySet();

	private final LongSupplier nanoTime;

	private long lastId;

	/**
	 * Create without requests.
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public RequestsInFlight(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Add a request, to be ended in any case.
	 * @param request the request
	 */
	public void begin(RequestInFlight request) {
		this.requests.add(request);
	}

	/**
	 * Remove a request; does nothing if that has been done.
	 * @param request the request
	 */
	public void end(RequestInFlight request) {
		this.requests.remove(request);
	}

	@Override
	public String name() {
		return "in_flight";
	}

	@Override
	public StatusSection section() {
		long now = this.nanoTime.getAsLong();
		List<RequestInFlight> all = others();
		all.sort(Comparator.comparingLong((RequestInFlight request) -> now - request.start()).reversed());
		List<StatusRow> rows = new ArrayList<>();
		int waiting = 0;
		for (RequestInFlight request : all) {
			Thread thread = request.thread();
			String state = request.state(thread);
			waiting += state.equals("waiting") ? 1 : 0;
			StatusRow row = (rows.size() < MOST_ROWS) ? row(request, thread, state, now) : null;
			if (row != null) {
				rows.add(row);
			}
		}
		return StatusSection.EMPTY.with("requests", all.size()).with("waiting", waiting).with(rows);
	}

	/**
	 * {@inheritDoc} It has no rows if the request has no thread, or has left it.
	 */
	@Override
	public StatusSection details(String id) {
		for (RequestInFlight request : this.requests) {
			Thread thread = request.thread();
			if (thread != null && id.equals(id(request))) {
				List<StatusRow> stack = Stack.of(thread);
				boolean still = this.requests.contains(request) && request.thread() == thread;
				return StatusSection.EMPTY.with(still ? stack : List.of());
			}
		}
		return StatusSection.EMPTY;
	}

	/**
	 * Return what a thread serves.
	 * @param thread the thread
	 * @return name of the row of its request, {@code null} if it serves none
	 */
	public @Nullable String servedBy(Thread thread) {
		for (RequestInFlight request : this.requests) {
			if (request.thread() == thread) {
				return id(request);
			}
		}
		return null;
	}

	/**
	 * Return how a request is called.
	 * @param request the request
	 * @return name of its row, {@code null} if it is over
	 */
	public @Nullable String nameOf(RequestInFlight request) {
		return this.requests.contains(request) ? id(request) : null;
	}

	/**
	 * Count the requests that are being served, by route. Those that wait are left out,
	 * and so is the request that asks.
	 * @param unknown what to call the route of requests without a pattern
	 * @param leftOut paths whose requests are left out
	 * @return how many there are of each route, at least 1
	 */
	public Map<String, Integer> served(String unknown, OwnPaths leftOut) {
		Map<String, Integer> served = new HashMap<>();
		for (RequestInFlight request : others()) {
			String route = route(request, unknown, leftOut);
			if (route != null) {
				served.merge(route, 1, Integer::sum);
			}
		}
		return served;
	}

	private @Nullable String route(RequestInFlight request, String unknown, OwnPaths leftOut) {
		if (request.state(request.thread()).equals("waiting")) {
			return null;
		}
		try {
			String pattern = request.pattern();
			boolean isOut = leftOut.contain(request.path()) || (pattern != null && leftOut.contain(pattern));
			return (!isOut && this.requests.contains(request)) ? bounded((pattern != null) ? pattern : unknown) : null;
		}
		catch (IllegalStateException ex) {
			// over, and its container has taken it back
			return null;
		}
	}

	private List<RequestInFlight> others() {
		List<RequestInFlight> others = new ArrayList<>();
		for (RequestInFlight request : this.requests) {
			if (request.thread() != Thread.currentThread()) {
				others.add(request);
			}
		}
		return others;
	}

	/**
	 * Describe a request.
	 * @return the row, {@code null} if the request ended meanwhile and what was read may
	 * be of the next one
	 */
	private @Nullable StatusRow row(RequestInFlight request, @Nullable Thread thread, String state, long now) {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("age_seconds", TimeUnit.NANOSECONDS.toMillis(now - request.start()) / 1000.0);
		numbers.put("thread_id", (thread != null) ? thread.getId() : 0);
		Map<String, String> texts = new LinkedHashMap<>();
		try {
			texts.put("method", bounded(request.method()));
			texts.put("route", bounded(request.route()));
		}
		catch (IllegalStateException ex) {
			return null;
		}
		texts.put("state", state);
		texts.put("thread", (thread != null) ? thread.getName() : "");
		return this.requests.contains(request) ? new StatusRow(id(request), numbers, texts) : null;
	}

	private String id(RequestInFlight request) {
		if (request.id() == 0) {
			synchronized (this) {
				if (request.id() == 0) {
					request.name(++this.lastId);
				}
			}
		}
		return Long.toString(request.id());
	}

	private static String bounded(String text) {
		return (text.length() > MOST_CHARACTERS) ? text.substring(0, MOST_CHARACTERS) : text;
	}

}
