package dev.monitor.status;

/**
 * Tells how a part of the application stands, for whoever prints it: the monitor port,
 * the live page.
 * <p>
 * Implementations are thread-safe and read memory: they never block or do I/O.
 */
public interface StatusSource {

	/**
	 * Return the name of the section: lower case, stable, unique in the application.
	 * @return the name
	 */
	String name();

	/**
	 * Return the section as of now.
	 * @return numbers and rows, without secrets
	 */
	StatusSection section();

}
