package dev.monitor.ops.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;
import dev.monitor.ops.OperatorFiles;
import dev.monitor.ops.Surroundings;

/**
 * {@link Command} that writes the files for operators into a directory.
 */
public final class ExportCommand implements Command {

	private static final List<String> OPTIONS = List.of("--grafana-url", "--runbook-url", "--namespace");

	@Override
	public String name() {
		return "export";
	}

	@Override
	public String arguments() {
		return "DIR [OPTION...]";
	}

	@Override
	public String summary() {
		return "writes dashboards, alerts, scrape jobs, log format and examples into a directory";
	}

	@Override
	public String help(String program) {
		return """
				%s export DIR takes, in any order:
				  --grafana-url=URL   the links of alerts begin with it, such as https://grafana.example.com
				  --runbook-url=URL   page with docs/operate/alerts.md: alerts and dashboards link to it
				  --namespace=NAME    namespace of the application in the files for Kubernetes
				""".formatted(program);
	}

	@Override
	public int run(List<String> arguments, Streams streams) throws CommandException {
		List<String> directories = new ArrayList<>();
		Map<String, String> options = new HashMap<>();
		for (String argument : arguments) {
			if (argument.startsWith("--")) {
				option(argument, options);
			}
			else {
				directories.add(argument);
			}
		}
		if (directories.size() != 1) {
			throw new CommandException("One directory is needed");
		}
		try {
			Surroundings surroundings = new Surroundings(options.get(OPTIONS.get(0)), options.get(OPTIONS.get(1)),
					options.get(OPTIONS.get(2)));
			OperatorFiles.writeTo(Path.of(directories.get(0)), surroundings).forEach(streams.out()::println);
			return 0;
		}
		catch (FileAlreadyExistsException ex) {
			throw new CommandException(ex.getMessage()
					+ " has been changed, so nothing was written. Choose another directory and compare");
		}
		catch (IOException | InvalidPathException ex) {
			throw new CommandException("The files cannot be written: " + ex);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandException(String.valueOf(ex.getMessage()));
		}
	}

	private static void option(String argument, Map<String, String> options) throws CommandException {
		int equals = argument.indexOf('=');
		String name = (equals > 0) ? argument.substring(0, equals) : argument;
		if (!OPTIONS.contains(name)) {
			throw new CommandException("There is no option '" + name + "'");
		}
		if (equals < 0) {
			throw new CommandException("Option " + name + " has no value: write " + name + "=...");
		}
		if (options.put(name, argument.substring(equals + 1)) != null) {
			throw new CommandException("Option " + name + " is there twice");
		}
	}

}
