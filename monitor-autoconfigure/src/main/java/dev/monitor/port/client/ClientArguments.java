package dev.monitor.port.client;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.monitor.command.CommandException;
import dev.monitor.http.HostPort;
import dev.monitor.port.PortNumber;

/**
 * What the client is to ask, and where.
 *
 * @param port the monitor port
 * @param words the command and its arguments
 */
record ClientArguments(HostPort port, List<String> words) {

	static final int WRONG_USE = 2;

	private static final List<String> OPTIONS = List.of("--host", "--port", "--app-port");

	/**
	 * More than any monitor port takes, and so little that sending it never waits.
	 */
	private static final int MAX_LINE = 8192;

	private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");

	/**
	 * Read the command line.
	 * @param arguments options, then the command and its arguments
	 * @return what they mean
	 * @throws CommandException if they mean nothing, with exit status 2
	 */
	static ClientArguments parse(List<String> arguments) throws CommandException {
		Map<String, String> options = new HashMap<>();
		int next = 0;
		while (next < arguments.size() && arguments.get(next).startsWith("-")) {
			String option = arguments.get(next);
			if (!OPTIONS.contains(option)) {
				throw wrongUse(
						"There is no option '" + option + "': write --host HOST, --port PORT or --app-port PORT");
			}
			if (next + 1 == arguments.size()) {
				throw wrongUse(option + " needs a value: write " + option + " "
						+ ("--host".equals(option) ? "127.0.0.1" : "8080"));
			}
			if (options.put(option, arguments.get(next + 1)) != null) {
				throw wrongUse(option + " is given twice: write it once");
			}
			next += 2;
		}
		return new ClientArguments(new HostPort(host(options), port(options)),
				words(arguments.subList(next, arguments.size())));
	}

	private static String host(Map<String, String> options) throws CommandException {
		String host = options.getOrDefault("--host", "127.0.0.1");
		boolean bare = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
		try {
			return HostPort.parse((bare ? "[" + host + "]" : host) + ":1").host();
		}
		catch (IllegalArgumentException ex) {
			throw wrongUse("--host is no host: write a name or an address, without a port, as in --host 127.0.0.1");
		}
	}

	private static int port(Map<String, String> options) throws CommandException {
		String port = options.get("--port");
		String appPort = options.get("--app-port");
		if (port == null) {
			return PortNumber.DISTANCE + number("--app-port", (appPort != null) ? appPort : "8080",
					PortNumber.HIGHEST - PortNumber.DISTANCE);
		}
		if (appPort != null) {
			throw wrongUse("--port and --app-port exclude each other: write one of them");
		}
		return number("--port", port, PortNumber.HIGHEST);
	}

	private static int number(String option, String value, int max) throws CommandException {
		int number = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
		if (number < 1 || number > max) {
			throw wrongUse(option + " is out of range: write a number from 1 to " + max);
		}
		return number;
	}

	/**
	 * The protocol has no quotes: what breaks a word or a line would be another one
	 * there.
	 */
	private static List<String> words(List<String> words) throws CommandException {
		if (words.isEmpty()) {
			throw wrongUse("The command is missing: write health_check, or help for all that the port knows");
		}
		for (String word : words) {
			if (!WORD.matcher(word).matches()) {
				throw wrongUse("An argument is empty, or has a blank, a line break or another control character."
						+ " The monitor port does not take it: write each word as an argument of its own");
			}
		}
		if (String.join(" ", words).getBytes(StandardCharsets.UTF_8).length > MAX_LINE) {
			throw wrongUse("The command is longer than " + MAX_LINE + " bytes: write a shorter one");
		}
		return List.copyOf(words);
	}

	private static CommandException wrongUse(String message) {
		return new CommandException(message, WRONG_USE);
	}

}
