package dev.monitor.guard;

import org.apiguardian.api.API;

/**
 * Decides who may read what is guarded. An application replaces the configured rule by a
 * bean of this type. Implementations are thread-safe and answer from memory, without I/O.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface AccessRule {

	/**
	 * Admit everyone.
	 */
	AccessRule OPEN = (request) -> Decision.ADMITTED;

	/**
	 * Decide about a request.
	 * @param request what is known of the request
	 * @return the decision
	 */
	Decision decide(AccessRequest request);

}
