package dev.monitor.gate;

/**
 * A time in which every application receives no traffic, though nothing is wrong with it.
 */
public enum LifePhase {

	/**
	 * It has not started yet.
	 */
	BOOTING("Instance is booting"),

	/**
	 * It has started and gets ready for traffic.
	 */
	WARMING_UP("Warmup in progress"),

	/**
	 * It ends.
	 */
	SHUTTING_DOWN("Shutting down");

	private final String reason;

	LifePhase(String reason) {
		this.reason = reason;
	}

	/**
	 * Return the reason of a gate that is closed for the phase. It may be followed by how
	 * far that is.
	 * @return a sentence without a full stop
	 */
	public String reason() {
		return this.reason;
	}

}
