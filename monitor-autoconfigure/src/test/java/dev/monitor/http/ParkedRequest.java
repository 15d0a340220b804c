package dev.monitor.http;

import org.jspecify.annotations.Nullable;

/**
 * A request without a thread, that does not end.
 */
public final class ParkedRequest extends RequestInFlight {

	private final @Nullable String pattern;

	/**
	 * Create it.
	 * @param pattern the pattern of its route, {@code null} if it is unknown
	 */
	public ParkedRequest(@Nullable String pattern) {
		super(0);
		this.pattern = pattern;
		leave();
	}

	@Override
	protected String method() {
		return "GET";
	}

	@Override
	protected String route() {
		return (this.pattern != null) ? this.pattern : "/path";
	}

	@Override
	protected String path() {
		return route();
	}

	@Override
	protected @Nullable String pattern() {
		return this.pattern;
	}

}
