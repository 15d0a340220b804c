package dev.monitor.concurrency;

/**
 * How long an asynchronous request that has written nothing holds its permit, such as a
 * long poll.
 */
public enum Suspended {

	/**
	 * Until the response is complete.
	 */
	HOLD,

	/**
	 * Until its handler has returned. It asks for none to write its answer, nor for what
	 * other threads do for it.
	 */
	RELEASE

}
