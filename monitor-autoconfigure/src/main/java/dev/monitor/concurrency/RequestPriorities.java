package dev.monitor.concurrency;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the priority of a request: that of the first rule that names it, otherwise what
 * the first bean says that knows it, otherwise {@link Priority#NORMAL}. A header of the
 * request may lower that, never raise it. Thread-safe.
 */
public final class RequestPriorities {

	private static final Logger logger = LoggerFactory.getLogger(RequestPriorities.class);

	private final List<PriorityRule> rules;

	private final @Nullable String header;

	private final Supplier<List<RequestPriority>> beans;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create the priorities.
	 * @param rules the rules, in their order
	 * @param header name of the header by which callers lower the priority of their own
	 * requests, {@code null} if none is read
	 * @param beans the beans, in their order; called for requests that no rule names
	 */
	public RequestPriorities(List<PriorityRule> rules, @Nullable String header, Supplier<List<RequestPriority>> beans) {
		this.rules = List.copyOf(rules);
		this.header = header;
		this.beans = beans;
	}

	/**
	 * Return the priority of a request.
	 * @param request the request
	 * @return its priority
	 */
	public Priority of(RequestPriority.Request request) {
		Priority allowed = allowed(request);
		Priority asked = (this.header != null) ? parse(request.header(this.header)) : null;
		return (asked != null && asked.compareTo(allowed) > 0) ? asked : allowed;
	}

	private Priority allowed(RequestPriority.Request request) {
		for (PriorityRule rule : this.rules) {
			if (rule.matches(request)) {
				return rule.priority();
			}
		}
		for (RequestPriority bean : this.beans.get()) {
			Priority known = ask(bean, request);
			if (known != null) {
				return known;
			}
		}
		return Priority.NORMAL;
	}

	private @Nullable Priority ask(RequestPriority bean, RequestPriority.Request request) {
		try {
			return bean.of(request);
		}
		catch (Throwable ex) {
			if (this.warned.compareAndSet(false, true)) {
				logger.warn("{} failed, so the request has the priority normal. This is logged once.",
						bean.getClass().getName(), ex);
			}
			return Priority.NORMAL;
		}
	}

	private static @Nullable Priority parse(@Nullable String text) {
		if (text != null) {
			for (Priority priority : Priority.values()) {
				if (priority.toString().equalsIgnoreCase(text.trim())) {
					return priority;
				}
			}
		}
		return null;
	}

}
