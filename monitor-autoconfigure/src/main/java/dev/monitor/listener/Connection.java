package dev.monitor.listener;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A connection as its {@link Session} sees it. Only {@link #execute} may be called by
 * another thread than the listener's.
 */
public interface Connection {

	/**
	 * Return the client's end.
	 * @return its address
	 */
	InetSocketAddress peer();

	/**
	 * Return this end.
	 * @return its address
	 */
	InetSocketAddress local();

	/**
	 * Send bytes, behind those that are on their way already. A client has ten seconds to
	 * take them.
	 * @param bytes the bytes, not to be changed any more; ignored after the {@link #end()
	 * end}
	 */
	void send(ByteBuffer bytes);

	/**
	 * End, once the client has got what was sent. What it sends from now on is thrown
	 * away.
	 */
	void end();

	/**
	 * Set how long the session will wait, from now on: then it {@link Session#expire()
	 * expires}. The time that a client takes to read does not count.
	 * @param time the time, ten seconds unless set
	 */
	void expireAfter(Duration time);

	/**
	 * Note that the client has asked for something that it may have and will get: while
	 * it waits for that, its connection makes way for no other.
	 */
	void admit();

	/**
	 * Do something on the listener's thread, soon, and ask the session whether it wants
	 * to go on. Once the connection is closed nothing is done. Any thread may call this.
	 * @param task what to do, such as to send what has been worked out elsewhere
	 */
	void execute(Runnable task);

}
