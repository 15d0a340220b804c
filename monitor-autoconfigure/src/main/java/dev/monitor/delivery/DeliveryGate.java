package dev.monitor.delivery;

import org.apiguardian.api.API;

/**
 * Says whether to try to reach a host at all. A bean of this type replaces the one that
 * {@code monitor.deliveries.unreachable-after} sets up, as that of an application whose
 * instances share what they know. One that throws lets everything through.
 * <p>
 * Implementations are thread-safe, and are asked before each attempt, on its thread. What
 * they deliver themselves meanwhile is not observed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface DeliveryGate {

	/**
	 * Tell whether an attempt may be made.
	 * @param host the host, in lower case
	 * @return whether to try
	 */
	boolean mayDeliver(String host);

}
