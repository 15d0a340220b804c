package dev.monitor.ops.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;
import dev.monitor.ops.OperatorFiles;

/**
 * {@link Command} that writes the files for operators into a directory.
 */
public final class ExportCommand implements Command {

	@Override
	public String name() {
		return "export";
	}

	@Override
	public String arguments() {
		return "DIR";
	}

	@Override
	public String summary() {
		return "writes dashboard, alerts, scrape jobs, log format and examples into a directory";
	}

	@Override
	public int run(List<String> arguments, Streams streams) throws CommandException {
		if (arguments.size() != 1) {
			throw new CommandException("One directory is needed");
		}
		try {
			OperatorFiles.writeTo(Path.of(arguments.get(0))).forEach(streams.out()::println);
			return 0;
		}
		catch (FileAlreadyExistsException ex) {
			throw new CommandException(ex.getMessage()
					+ " has been changed, so nothing was written. Choose another directory and compare");
		}
		catch (IOException | InvalidPathException ex) {
			throw new CommandException("The files cannot be written: " + ex);
		}
	}

}
