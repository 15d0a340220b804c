package dev.monitor.http.spring;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Walks through routes and keeps the handler of one whose path is exactly the one looked
 * for. Other conditions of a route are passed over. Not thread-safe.
 *
 * @param <H> type of the handlers
 */
public abstract class RouteSearch<H> {

	private final String path;

	private final Deque<String> prefixes = new ArrayDeque<>();

	private @Nullable H found;

	/**
	 * Create a search.
	 * @param path the path looked for
	 */
	protected RouteSearch(String path) {
		this.path = path;
	}

	/**
	 * Return what was found.
	 * @return the handler, {@code null} if no route has the path
	 */
	public @Nullable H found() {
		return this.found;
	}

	/**
	 * Enter routes that begin alike.
	 * @param prefix what their paths begin with
	 */
	protected void enter(String prefix) {
		this.prefixes.addLast(prefix);
	}

	/**
	 * Leave the routes that were entered last.
	 */
	protected void leave() {
		this.prefixes.removeLast();
	}

	/**
	 * Look at a route.
	 * @param route its path, behind the prefixes
	 * @param handler its handler
	 */
	protected void visit(String route, H handler) {
		if ((String.join("", this.prefixes) + route).equals(this.path)) {
			this.found = handler;
		}
	}

}
