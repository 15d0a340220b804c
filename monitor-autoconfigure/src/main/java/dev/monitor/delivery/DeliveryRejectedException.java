package dev.monitor.delivery;

import org.apiguardian.api.API;

/**
 * Nothing was tried, since the {@link DeliveryGate} lets nothing through to the host.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class DeliveryRejectedException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param host the host
	 */
	public DeliveryRejectedException(String host) {
		super("Not tried, since host '%s' counts as unreachable".formatted(host));
	}

}
