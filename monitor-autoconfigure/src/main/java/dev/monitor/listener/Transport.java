package dev.monitor.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * How the bytes of a connection travel. Nothing here waits. Used by one thread.
 */
interface Transport {

	/**
	 * Read what has come; after the {@link #end() end} as it came, to be thrown away.
	 * @param target takes the bytes
	 * @return how many were read, 0 for none so far, -1 if no more will come
	 * @throws IOException if the connection is broken
	 */
	int read(ByteBuffer target) throws IOException;

	/**
	 * Write what the network takes.
	 * @param source gives the bytes
	 * @return whether all are on their way
	 * @throws IOException if the connection is broken
	 */
	boolean write(ByteBuffer source) throws IOException;

	/**
	 * Tell the client that nothing more will be written.
	 * @return whether that is on its way
	 * @throws IOException if the connection is broken
	 */
	boolean end() throws IOException;

	/**
	 * Return whether something of the transport's own waits to be written.
	 * @return whether to go on when the network takes more
	 */
	boolean isWriting();

	/**
	 * Return whether the two ends have yet to agree on how to speak, which costs more
	 * than all that follows.
	 * @return whether a handshake goes on
	 */
	default boolean isHandshaking() {
		return false;
	}

	/**
	 * Makes the transport of a new connection.
	 */
	@FunctionalInterface
	interface Factory {

		Transport create(SocketChannel channel);

	}

}
