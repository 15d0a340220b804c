package dev.monitor.delivery;

import org.apiguardian.api.API;

/**
 * The answer to a delivery has a status that says that it was not taken. To be thrown in
 * an attempt whose client returns the status, as that of the JDK does.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class DeliveryStatusException extends RuntimeException {

	/**
	 * Status of the answer.
	 */
	private final int status;

	/**
	 * Create the exception.
	 * @param status status of the HTTP answer, such as 410
	 */
	public DeliveryStatusException(int status) {
		super("HTTP " + status);
		this.status = status;
	}

	/**
	 * Return the status of the answer.
	 * @return such as 410
	 */
	public int getStatus() {
		return this.status;
	}

}
