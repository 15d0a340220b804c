package dev.monitor.listener;

/**
 * How much a client has done for its connection to be kept.
 */
enum Standing {

	/**
	 * It has not come to the end of its handshake.
	 */
	UNKNOWN,

	/**
	 * It has not asked for anything.
	 */
	SILENT,

	/**
	 * It has asked, and was perhaps answered.
	 */
	ASKED,

	/**
	 * It has asked and waits for the answer that it will get.
	 */
	ADMITTED

}
