package dev.monitor.listener;

import java.nio.ByteBuffer;

/**
 * What is said on one connection: bytes come in, and bytes go out by the
 * {@link Connection}. A session lives until it ends the connection, its client goes away,
 * or the listener needs the room. Called by the listener's thread alone, so it must not
 * wait for anything.
 */
public interface Session {

	/**
	 * Take bytes, as many as make sense; what is left comes again together with what
	 * follows. Called when something may have changed, with nothing new too, but not
	 * while the client has yet to read what was sent: whoever reads nothing is told
	 * nothing more.
	 * @param bytes what has come and was not taken; as large as it can become when its
	 * limit is its capacity
	 * @param last whether the client sends nothing more; it may still read
	 * @return whether to read on, {@code false} to let the client wait until something
	 * was {@link Connection#execute executed}
	 */
	boolean receive(ByteBuffer bytes, boolean last);

	/**
	 * The time that was {@link Connection#expireAfter set} is up.
	 * @return whether to go on, for which there must be something to send or another time
	 * to wait; {@code false} to close the connection at once
	 */
	boolean expire();

	/**
	 * Opens a session on each connection.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Open a session.
		 * @param connection the connection
		 * @return the session
		 */
		Session open(Connection connection);

	}

}
