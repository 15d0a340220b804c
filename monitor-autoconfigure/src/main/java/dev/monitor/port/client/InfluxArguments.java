package dev.monitor.port.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.monitor.command.CommandException;
import dev.monitor.http.HostPort;

/**
 * Whose numbers to print, and what to call them.
 *
 * @param deployment the deployment
 * @param instances the applications, at least one
 */
record InfluxArguments(String deployment, List<Instance> instances) {

	private static final String OPTION = "--deployment";

	private static final String UNREADABLE = "\uFFFD";

	/**
	 * Read the command line.
	 * @param arguments what follows the command
	 * @param directory has the name of the deployment, unless it is given
	 * @return what they mean
	 * @throws CommandException if they mean nothing, with exit status 2
	 */
	static InfluxArguments parse(List<String> arguments, Path directory) throws CommandException {
		boolean given = !arguments.isEmpty() && arguments.get(0).equals(OPTION);
		String deployment = given ? String.join("", arguments.subList(1, Math.min(2, arguments.size())))
				: name(directory);
		List<Instance> instances = new ArrayList<>();
		for (String argument : arguments.subList(Math.min(given ? 2 : 0, arguments.size()), arguments.size())) {
			instances.add(Instance.parse(argument));
		}
		if (instances.isEmpty()) {
			throw wrongUse("The monitor ports are missing: write them as HOST:PORT, such as 127.0.0.1:8160");
		}
		check(deployment);
		return new InfluxArguments(deployment, List.copyOf(instances));
	}

	/**
	 * A directory that cannot be found has a name that the JVM could not decode.
	 */
	private static String name(Path directory) {
		return Files.isDirectory(directory) ? Objects.toString(directory.getFileName(), "") : UNREADABLE;
	}

	private static void check(String deployment) throws CommandException {
		try {
			LineProtocol.escape(deployment);
		}
		catch (IllegalArgumentException ex) {
			throw wrongUse(
					"The name of the deployment " + ex.getMessage() + ": write another one, as in " + OPTION + " shop");
		}
		if (deployment.contains(UNREADABLE)) {
			throw wrongUse(
					"The name of the deployment has a character that this locale cannot read: set LC_ALL=C.UTF-8");
		}
	}

	private static CommandException wrongUse(String message) {
		return new CommandException(message, ClientArguments.WRONG_USE);
	}

	/**
	 * An application and its port.
	 *
	 * @param name as given
	 * @param port its monitor port
	 */
	record Instance(String name, HostPort port) {

		private static Instance parse(String argument) throws CommandException {
			String name = argument.strip();
			if (name.startsWith("-")) {
				throw wrongUse("There is no option '" + name + "' here: write " + OPTION + " NAME before all ports");
			}
			try {
				HostPort port = HostPort.parse(name);
				if (port.port() > 0) {
					return new Instance(name, port);
				}
			}
			catch (IllegalArgumentException ex) {
				// As wrong as port 0.
			}
			throw wrongUse("'" + name + "' is no monitor port: write HOST:PORT, such as 127.0.0.1:8160");
		}

	}

}
