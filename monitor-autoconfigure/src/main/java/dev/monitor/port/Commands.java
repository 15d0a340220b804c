package dev.monitor.port;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.monitor.failure.FailureReason;
import dev.monitor.gate.InMemory;
import dev.monitor.task.TurnThread;
import org.jspecify.annotations.Nullable;

/**
 * The commands that clients of the port may run, by name. Thread-safe.
 */
public final class Commands implements AutoCloseable {

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

	/**
	 * Each connection may hold one.
	 */
	private static final int MAX_ANSWER = 1_000_000;

	private static final Future<?> DONE = CompletableFuture.completedFuture(null);

	private final Map<String, MonitorCommand> all;

	private final Map<String, TurnThread> threads = new ConcurrentHashMap<>();

	private Commands(Map<String, MonitorCommand> all) {
		this.all = all;
	}

	/**
	 * Create commands.
	 * @param ours what is there by itself
	 * @param users commands that join, or take the place of one of ours
	 * @param allowed tells which of them clients may run; what a session needs is there
	 * in any case
	 * @return the commands, to be closed
	 * @throws IllegalArgumentException if a name is not fit for a line, or given twice
	 */
	public static Commands of(Collection<? extends MonitorCommand> ours, Collection<? extends MonitorCommand> users,
			Predicate<MonitorCommand> allowed) {
		Map<String, MonitorCommand> all = new TreeMap<>();
		for (MonitorCommand command : ours) {
			all.put(command.name(), command);
		}
		Set<String> names = new HashSet<>(SessionCommand.NAMES);
		for (MonitorCommand command : users) {
			String name = name(command);
			if (!NAME.matcher(name).matches()) {
				throw new IllegalArgumentException("'" + name + "' of " + command.getClass().getName()
						+ " is not the name of a command: that begins with a letter and has a to z, 0 to 9 and _ only");
			}
			if (!names.add(name)) {
				throw new IllegalArgumentException("Two commands are named '" + name + "'");
			}
			all.put(name, command);
		}
		all.values().removeIf(allowed.negate());
		all.put(SessionCommand.INTERACTIVE.name(), SessionCommand.INTERACTIVE);
		all.put(SessionCommand.QUIT.name(), SessionCommand.QUIT);
		all.put(HelpCommand.NAME, new HelpCommand(all));
		return new Commands(all);
	}

	private static String name(MonitorCommand command) {
		try {
			return Objects.requireNonNullElse(command.name(), "");
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"The command of type " + command.getClass().getName() + " has no name: " + FailureReason.of(ex),
					ex);
		}
	}

	/**
	 * Return the names of all commands.
	 * @return the names in their order
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.all.keySet());
	}

	/**
	 * Run a command.
	 * @param words its name and its arguments
	 * @param answer takes the answer, on this thread or on another one
	 * @return the run, which can be cancelled; whether it is done does not matter
	 */
	Future<?> run(List<String> words, Consumer<String> answer) {
		MonitorCommand command = this.all.get(words.get(0));
		List<String> arguments = words.subList(1, words.size());
		if (command == null) {
			answer.accept(Negative.error("Invalid command '" + words.get(0) + "'. Try \"help\"."));
			return DONE;
		}
		if (command instanceof InMemory) {
			answer.accept(answer(command, arguments));
			return DONE;
		}
		String name = words.get(0);
		Turn turn = new Turn(name, command, arguments, answer);
		return thread(name).run(turn, turn);
	}

	private TurnThread thread(String name) {
		TurnThread thread = this.threads.get(name);
		if (thread == null) {
			// Without a thread until it is used, so one too many costs nothing.
			TurnThread created = new TurnThread("monitor-port-".concat(name));
			TurnThread other = this.threads.putIfAbsent(name, created);
			thread = (other != null) ? other : created;
		}
		return thread;
	}

	@Override
	public void close() {
		this.threads.values().forEach(TurnThread::close);
	}

	private static String whole(@Nullable String answer) {
		if (answer == null) {
			return Negative.error("The command has no answer");
		}
		return (answer.length() <= MAX_ANSWER) ? answer
				: Negative.error("The answer has more than " + MAX_ANSWER + " characters");
	}

	private static String answer(MonitorCommand command, List<String> arguments) {
		try {
			return whole(command.run(arguments));
		}
		catch (Throwable ex) {
			return Negative.error(ex);
		}
	}

	/**
	 * One run on a thread of its own. No lambda, see {@link CommandSession}.
	 *
	 * @param name its name
	 * @param command the command
	 * @param arguments its arguments
	 * @param answer takes the answer
	 */
	private record Turn(String name, MonitorCommand command, List<String> arguments,
			Consumer<String> answer) implements Runnable, Consumer<String> {

		@Override
		public void run() {
			this.answer.accept(Commands.answer(this.command, this.arguments));
		}

		@Override
		public void accept(String reason) {
			this.answer.accept(Negative.error(reason + " " + this.name));
		}

	}

}
