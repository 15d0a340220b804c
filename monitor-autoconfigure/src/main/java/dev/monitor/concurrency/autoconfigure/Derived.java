package dev.monitor.concurrency.autoconfigure;

/**
 * A number and where it comes from.
 *
 * @param value the number
 * @param origin what it was derived from
 */
record Derived(int value, String origin) {

	@Override
	public String toString() {
		return this.value + " (" + this.origin + ")";
	}

}
