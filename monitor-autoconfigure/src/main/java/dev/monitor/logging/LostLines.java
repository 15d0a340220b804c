package dev.monitor.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts lines that are lost, and knows of how many nothing has been said in their place.
 * Nothing is said before the notice is written: if the stream refuses that too, the next
 * one tells of the same lines. Not thread-safe but for the total.
 */
final class LostLines {

	private final LongAdder total;

	/**
	 * Notices that wait to be written, the oldest first.
	 */
	private final Deque<Notice> waiting = new ArrayDeque<>();

	private long unsaid;

	private long reported;

	LostLines(LongAdder total) {
		this.total = total;
	}

	void add(long lines) {
		this.total.add(lines);
		this.unsaid += lines;
	}

	/**
	 * Return of how many lines no notice tells.
	 * @return lines
	 */
	long unsaid() {
		return this.unsaid;
	}

	/**
	 * Take note of a notice that tells of all of them.
	 * @param number which line of the output it is
	 */
	void said(long number) {
		this.waiting.add(new Notice(number, this.unsaid));
		this.unsaid = 0;
	}

	/**
	 * Take note of what became of some lines.
	 * @param last the last one's number
	 * @param lines how many there are, notices among them
	 * @param written whether they are written, or lost
	 */
	void finish(long last, long lines, boolean written) {
		long others = lines;
		Notice notice = this.waiting.peek();
		while (notice != null && notice.number() <= last) {
			this.waiting.remove();
			if (!written) {
				this.unsaid += notice.lines();
				others--;
			}
			notice = this.waiting.peek();
		}
		if (!written) {
			add(others);
		}
	}

	/**
	 * Return how many lines are missing at the end.
	 * @param unwritten how many the stream has not taken yet, notices among them
	 * @return these and those of which no notice is written, without those of earlier
	 * calls
	 */
	long report(long unwritten) {
		long unnoticed = this.waiting.stream().mapToLong((notice) -> notice.lines() - 1).sum();
		long missing = Math.max(0, unwritten + unnoticed + this.unsaid - this.reported);
		this.reported += missing;
		return missing;
	}

	private record Notice(long number, long lines) {

	}

}
