package dev.monitor.warmup.actuate;

import java.util.Map;

import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.Warmup.Start;
import dev.monitor.warmup.WarmupReport;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@link WebEndpoint @WebEndpoint} that shows how far the warmup is and runs tasks again:
 * 202 when they run, 409 when a warmup is not over yet, 429 when somebody has had tasks
 * run less than 30 seconds ago, 404 for an unknown task. Unless the application says
 * otherwise, it can only be read.
 * <p>
 * Each operation that closes the gate has a parameter besides the task's name: so Spring
 * Boot demands a body of type JSON, which no page of another site can send.
 */
@WebEndpoint(id = "warmup", defaultAccess = Access.READ_ONLY)
public final class WarmupEndpoint {

	private static final int ACCEPTED = 202;

	private static final int CONFLICT = 409;

	private static final int TOO_MANY_REQUESTS = 429;

	private final Warmup warmup;

	/**
	 * Create the endpoint.
	 * @param warmup what is shown and run
	 */
	public WarmupEndpoint(Warmup warmup) {
		this.warmup = warmup;
	}

	/**
	 * Show how far the warmup is.
	 * @return the report
	 */
	@ReadOperation
	public WarmupReport warmup() {
		return this.warmup.report();
	}

	/**
	 * Begin to run all tasks, without waiting for them.
	 * @param caller who asks
	 * @return 202 or 409 with the report, or 429
	 */
	@WriteOperation
	public WebEndpointResponse<?> runAll(SecurityContext caller) {
		return response(this.warmup.runAll());
	}

	/**
	 * Begin to run one task, without waiting for it.
	 * @param task name of the task
	 * @param caller who asks
	 * @return 202 or 409 with the report, 429, or 404 without a body
	 */
	@WriteOperation
	public WebEndpointResponse<?> run(@Selector String task, SecurityContext caller) {
		return response(this.warmup.run(task));
	}

	private WebEndpointResponse<?> response(Start start) {
		return switch (start) {
			case STARTED -> new WebEndpointResponse<>(this.warmup.report(), ACCEPTED);
			case BUSY -> new WebEndpointResponse<>(this.warmup.report(), CONFLICT);
			case TOO_SOON -> new WebEndpointResponse<>(Map.of("error", Warmup.TOO_SOON), TOO_MANY_REQUESTS);
			case UNKNOWN_TASK -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		};
	}

}
