package dev.monitor.http;

import org.jspecify.annotations.Nullable;

/**
 * The attribute of a web server's own request in which the limiter keeps the request's
 * priority, a text such as {@code low}, for its access event. Where requests have no
 * priorities, and on requests that need no permit, it is absent.
 */
public final class PriorityAttribute {

	/**
	 * Name of the attribute.
	 */
	public static final String NAME = PriorityAttribute.class.getName();

	private PriorityAttribute() {
	}

	/**
	 * Return the priority that a server's request has kept.
	 * @param attribute value of the attribute
	 * @return the priority, {@code null} if there is none
	 */
	public static @Nullable String of(@Nullable Object attribute) {
		return (attribute instanceof String priority) ? priority : null;
	}

}
