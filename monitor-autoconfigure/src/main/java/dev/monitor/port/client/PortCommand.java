package dev.monitor.port.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;

/**
 * {@link Command} that asks the monitor port of a running application. It gets whatever
 * is no command of the jar.
 */
public final class PortCommand implements Command {

	private static final int UNHEALTHY = 1;

	private static final int NOT_REACHED = 2;

	private static final int MAX_LENGTH = 16 * 1024 * 1024;

	private static final Pattern UP = Pattern.compile("(?:ready )?up\\b");

	private final PortClient client;

	/**
	 * Create the command.
	 */
	public PortCommand() {
		this(new PortClient(new Connector(Duration.ofSeconds(2)), Duration.ofSeconds(10), MAX_LENGTH));
	}

	PortCommand(PortClient client) {
		this.client = client;
	}

	@Override
	public String name() {
		return "";
	}

	@Override
	public String arguments() {
		return "[--host HOST] [--port PORT | --app-port PORT] COMMAND [ARGUMENT...]";
	}

	@Override
	public String summary() {
		return "asks the monitor port of a running application";
	}

	@Override
	public String help(String program) {
		return """
				The monitor port, which gets every other command, and every command after an option:
				  --host HOST          its address, 127.0.0.1 if not given
				  --port PORT          its port, 80 above the application's if not given
				  --app-port PORT      the application's port, 8080 if not given

				Exit status:
				  0                    done; of health_check: healthy; of agent_check: up; of influx: at least one line
				  1                    unhealthy, an answer that begins with Error, or a command that cannot be done
				  2                    no whole answer within 2 s to connect and 10 s to answer, or wrong use

				Examples:
				  %1$s health_check
				  %1$s --port 8160 help
				  %1$s --app-port 8081 perf_metrics - 60
				  %1$s --host 10.0.0.1 interactive
				  %1$s influx --deployment shop 10.0.0.1:8160 10.0.0.2:8160
				""".formatted(program);
	}

	@Override
	public int run(List<String> arguments, Streams streams) throws CommandException {
		ClientArguments asked = ClientArguments.parse(arguments);
		try {
			String answer = asked.words().equals(List.of("interactive"))
					? new Conversation(this.client).hold(asked.port(), streams) : ask(asked, streams);
			return isGood(asked.words().get(0), answer) ? 0 : UNHEALTHY;
		}
		catch (IOException ex) {
			throw new CommandException(asked.port() + ": " + PortClient.reason(ex), NOT_REACHED);
		}
	}

	private String ask(ClientArguments asked, Streams streams) throws IOException {
		byte[] answer = this.client.ask(asked.port(), String.join(" ", asked.words()));
		streams.out().writeBytes(answer);
		return new String(answer, StandardCharsets.UTF_8);
	}

	private static boolean isGood(String command, String answer) {
		return switch (command) {
			case "health_check" -> answer.strip().equals("OK");
			case "agent_check" -> UP.matcher(answer).lookingAt();
			default -> !answer.startsWith("Error");
		};
	}

}
