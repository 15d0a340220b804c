package dev.monitor.concurrency;

/**
 * What a request gets that asks for a permit: the {@link Permit}, or a {@link Rejection}.
 */
public sealed interface Decision extends Entry permits Permit, Rejection {

	/**
	 * Return what became of the request.
	 * @return {@link Admission#ADMITTED ADMITTED} for a permit, the reason for a
	 * rejection
	 */
	Admission admission();

}
