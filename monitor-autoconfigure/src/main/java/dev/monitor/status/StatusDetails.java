package dev.monitor.status;

/**
 * Tells more of one thing in the table of a section than its row does, such as the stack
 * of a thread: for a click, never for a refresh.
 * <p>
 * Implementations are thread-safe and ask nobody but the JVM. They may take milliseconds.
 */
public interface StatusDetails {

	/**
	 * Return the name of the section that the table belongs to.
	 * @return the name
	 */
	String name();

	/**
	 * Return what is known of one thing now.
	 * @param id name of its row
	 * @return numbers and rows, without secrets; empty if it is gone or was never there
	 */
	StatusSection details(String id);

}
