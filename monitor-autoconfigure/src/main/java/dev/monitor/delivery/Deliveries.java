package dev.monitor.delivery;

import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Observes what has to reach somebody outside: a webhook, a federated server, a mail, a
 * broker. An application has one bean of this type. Thread-safe.
 * <p>
 * A <em>channel</em> is a kind of delivery, such as {@code webhooks}: a constant of 1 to
 * 64 letters, digits, dots, dashes and underscores. Those beyond the twentieth are
 * counted together as {@code other}.
 * <p>
 * A <em>target</em> is where a delivery goes: a URL, a host, a host with its port, or the
 * address of a mail. Only its host is kept.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Deliveries {

	/**
	 * Try to deliver, on the calling thread. The attempt is a success if it returns, and
	 * a failure if it throws: who gets the status of an answer as a value has to throw,
	 * such as a {@link DeliveryStatusException}. An attempt inside another one is a part
	 * of it.
	 * @param <T> what the attempt returns
	 * @param <E> what it throws
	 * @param channel the channel
	 * @param target where the delivery goes
	 * @param attempt does the work
	 * @return what the attempt returned
	 * @throws E what the attempt threw
	 * @throws DeliveryRejectedException if the {@link DeliveryGate} lets nothing through
	 * to the host, in which case nothing was tried
	 */
	<T extends @Nullable Object, E extends Exception> T attempt(String channel, String target,
			DeliveryAttempt<T, E> attempt) throws E;

	/**
	 * Tell that a delivery has failed for good: to be called once, where retries end.
	 * Inside a job that Monitor observes it is reported when the job ends. Never throws.
	 * @param channel the channel
	 * @param target where the delivery should have gone
	 * @param failure why the last attempt failed
	 */
	void failed(String channel, String target, Throwable failure);

	/**
	 * Return since when every attempt to reach a host has failed, as far as this instance
	 * remembers: 500 hosts, the least recently tried ones forgotten.
	 * @param host the host, or a target
	 * @return time of the first failure after the last success; {@code null} if there was
	 * none
	 */
	@Nullable Instant failingSince(String host);

	/**
	 * Tell that a host is there, since it has called itself: it counts as failing no
	 * more.
	 * @param host the host, or a target
	 */
	void seen(String host);

}
