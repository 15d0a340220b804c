package dev.monitor.sql;

/**
 * How a pool of connections stands, in the pool's own numbers.
 *
 * @param active connections in use, -1 if the pool does not tell
 * @param idle connections that wait for use, -1 if the pool does not tell
 * @param max connections there may be, -1 if there is no bound or the pool does not tell
 */
public record PoolState(int active, int idle, int max) {

	/**
	 * Tell whether whoever wants a connection has to wait.
	 * @return whether all connections are in use, as far as the pool tells
	 */
	public boolean isExhausted() {
		return this.max > 0 && this.active >= this.max;
	}

}
