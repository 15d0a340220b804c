package dev.monitor.performance;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

import org.jspecify.annotations.Nullable;

/**
 * A bean of the JVM's, asked by its name: what it can tell beyond the interfaces of the
 * JDK differs between versions, vendors and modules that are there. Thread-safe.
 */
final class PlatformBean {

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	private final String name;

	/**
	 * Create for a bean that may be there.
	 * @param name its name, such as {@code java.lang:type=Threading}
	 */
	PlatformBean(String name) {
		this.name = name;
	}

	/**
	 * Read a number.
	 * @param attribute name of the attribute
	 * @return the number, -1 if nobody tells
	 */
	Number number(String attribute) {
		try {
			return (this.server.getAttribute(new ObjectName(this.name), attribute) instanceof Number number) ? number
					: -1;
		}
		catch (JMException | RuntimeMBeanException ex) {
			return -1;
		}
	}

	/**
	 * Call an operation with one argument.
	 * @param operation name of the operation
	 * @param argument the argument
	 * @return what it returns, {@code null} if there is no such operation or it fails
	 */
	@Nullable Object call(String operation, Object argument) {
		try {
			return this.server.invoke(new ObjectName(this.name), operation, new Object[] { argument },
					new String[] { argument.getClass().getName() });
		}
		catch (JMException | RuntimeMBeanException ex) {
			return null;
		}
	}

}
