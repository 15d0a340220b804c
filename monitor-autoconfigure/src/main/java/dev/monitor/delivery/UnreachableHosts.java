package dev.monitor.delivery;

import java.time.Duration;

/**
 * {@link DeliveryGate} that lets one attempt an hour through to a host that nothing but
 * failures are known of for some time, until one succeeds or the host is seen.
 */
public final class UnreachableHosts implements DeliveryGate {

	private static final Duration PAUSE = Duration.ofHours(1);

	private final FailingHosts hosts;

	private final Duration unreachableAfter;

	/**
	 * Create the gate.
	 * @param hosts the hosts that are not reached
	 * @param unreachableAfter time from the first failure until it closes
	 */
	public UnreachableHosts(FailingHosts hosts, Duration unreachableAfter) {
		this.hosts = hosts;
		this.unreachableAfter = unreachableAfter;
	}

	@Override
	public boolean mayDeliver(String host) {
		return this.hosts.mayTry(host, this.unreachableAfter, PAUSE);
	}

}
