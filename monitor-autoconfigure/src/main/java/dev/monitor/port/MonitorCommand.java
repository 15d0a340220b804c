package dev.monitor.port;

import java.util.List;

import org.apiguardian.api.API;

/**
 * A command of the monitor port. All beans of this type join, and one of the name of a
 * command that is there takes its place.
 * <p>
 * A command is run on a thread of its own, one run at a time, and its client hears of an
 * error if that takes longer than five seconds: then the run is interrupted. One that is
 * marked as {@link dev.monitor.gate.InMemory} is run on the thread of the port, which
 * must not wait for anything.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface MonitorCommand {

	/**
	 * Return the name, the first word of a line.
	 * @return lower-case letters, digits and underscores
	 */
	String name();

	/**
	 * Return what the command tells, for {@code help}.
	 * @return one line without a full stop
	 */
	String summary();

	/**
	 * Return what may follow the name.
	 * @return such as {@code [db] [seconds]}, empty for nothing
	 */
	default String arguments() {
		return "";
	}

	/**
	 * Return what else there is to say, for {@code help} with the name.
	 * @return sentences, empty for none
	 */
	default String details() {
		return "";
	}

	/**
	 * Return whether the command changes nothing. One that does change something is there
	 * only if the property {@code monitor.port.commands} lists it.
	 * @return whether it only reads
	 */
	default boolean isReadOnly() {
		return true;
	}

	/**
	 * Run the command.
	 * @param arguments the other words of the line
	 * @return the answer, one or more lines without secrets, at most a million characters
	 * @throws IllegalArgumentException if the arguments are wrong; its message is the
	 * answer
	 * @throws Exception if it fails; the client reads the reason in one line
	 */
	String run(List<String> arguments) throws Exception;

}
