package dev.monitor.concurrency.actuate;

import java.util.Map;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.LimitAction;
import dev.monitor.concurrency.LimitBounds;
import dev.monitor.concurrency.LimitReport;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@link WebEndpoint @WebEndpoint} that shows what the limit does, and sets it while the
 * application runs, if {@code management.endpoint.concurrency.access} lets it. A limit
 * set here lasts until the application stops.
 */
@WebEndpoint(id = "concurrency", defaultAccess = Access.READ_ONLY)
public final class ConcurrencyEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ConcurrencyEndpoint.class);

	private final ConcurrencyLimit limit;

	/**
	 * Create the endpoint.
	 * @param limit what is shown; only a fixed one can be set
	 */
	public ConcurrencyEndpoint(ConcurrencyLimit limit) {
		this.limit = limit;
	}

	/**
	 * Show the limit, and how it is used now.
	 * @return the report
	 */
	@ReadOperation
	public LimitReport concurrency() {
		return this.limit.report();
	}

	/**
	 * Set the limit, and let as many wait as go with it.
	 * @param limit a whole number within the bounds, in any form the caller sent it
	 * @return the report after that, or status 400 and what is wrong
	 */
	@WriteOperation
	public WebEndpointResponse<?> limit(@Nullable String limit) {
		ActionResult result = new LimitAction(this.limit).act(String.valueOf(limit));
		if (result.outcome() == Outcome.DONE) {
			logger.info("Limit set to {}", limit);
			return new WebEndpointResponse<>(this.limit.report());
		}
		LimitBounds bounds = this.limit.bounds();
		return refusal((this.limit.algorithm() != Algorithm.FIXED) ? result.detail()
				: "Send {\"limit\": n} with a whole number n from %s to %s.".formatted(bounds.lowest(),
						bounds.highest()));
	}

	private static WebEndpointResponse<Map<String, String>> refusal(String error) {
		return new WebEndpointResponse<>(Map.of("error", error), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

}
