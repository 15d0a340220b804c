package dev.monitor.logging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * The last 200 warnings and errors that were logged, fewer if they are long: at most 200
 * 000 characters are kept. {@link StatusSource} of the section {@code events}: how many
 * {@code warnings} and {@code errors} there were since the start, and a row for each that
 * is kept, the latest first. A row is named by the event's number and has {@code time},
 * {@code level}, {@code logger}, {@code message}, {@code thread} and {@code exception},
 * its class and message, empty if there was none. Message and exception are without
 * secrets and have at most 200 characters. Thread-safe.
 */
public final class RecentEvents implements StatusSource {

	private static final int MOST = 200;

	private static final int MOST_CHARACTERS = 200_000;

	private final Deque<RecentEvent> events = new ArrayDeque<>();

	private int characters;

	private long warnings;

	private long errors;

	/**
	 * Add an event.
	 * @param event the event
	 */
	public synchronized void add(RecentEvent event) {
		if (event.isError()) {
			this.errors++;
		}
		else {
			this.warnings++;
		}
		this.events.addFirst(event);
		this.characters += event.length();
		while (this.events.size() > MOST || this.characters > MOST_CHARACTERS) {
			this.characters -= this.events.removeLast().length();
		}
	}

	@Override
	public String name() {
		return "events";
	}

	@Override
	public StatusSection section() {
		List<RecentEvent> kept;
		StatusSection section;
		long number;
		synchronized (this) {
			kept = new ArrayList<>(this.events);
			number = this.warnings + this.errors;
			section = StatusSection.EMPTY.with("warnings", this.warnings).with("errors", this.errors);
		}
		// whoever logs does not wait for secrets to be found
		List<StatusRow> rows = new ArrayList<>();
		for (RecentEvent event : kept) {
			rows.add(event.row(number--));
		}
		return section.with(rows);
	}

}
