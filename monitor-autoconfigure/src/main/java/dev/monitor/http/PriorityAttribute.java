package dev.monitor.http;

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

}
