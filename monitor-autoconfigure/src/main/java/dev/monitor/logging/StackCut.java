package dev.monitor.logging;

import java.util.ArrayList;
import java.util.List;

/**
 * Shortens a stack trace. What went wrong stays: the first line of each exception and
 * cause, with as much of its message as there is room for. Frames go first, those that
 * are far from where an exception was thrown before the others.
 */
final class StackCut {

	/**
	 * Room for what tells, in the place of a section's lines, that they are cut.
	 */
	private static final int MARKS = 56;

	private static final int SHORTEST_HEAD = 96;

	private final byte[] text;

	private final List<StackSection> sections;

	/**
	 * Read a trace.
	 * @param text has the trace, escaped
	 * @param from where it begins
	 * @param to where it ends, exclusive
	 */
	StackCut(byte[] text, int from, int to) {
		this.text = text;
		this.sections = StackSection.read(text, from, to);
	}

	/**
	 * Tell whether the text is a stack trace, and there is room for something of it.
	 * @param room how many bytes there are
	 * @return whether it can be shortened to them
	 */
	boolean fits(int room) {
		boolean trace = this.sections.size() > 1 || (this.sections.size() == 1 && this.sections.get(0).frames() > 0);
		return trace && room >= SHORTEST_HEAD + MARKS;
	}

	/**
	 * Return the shorter trace, which {@link #fits}.
	 * @param room how many bytes it may have
	 * @return the trace, escaped
	 */
	byte[] shorten(int room) {
		List<StackSection> kept = kept(room / (SHORTEST_HEAD + MARKS));
		int left = room - MARKS * kept.size();
		int longest = longestHead(kept, left - left / 4);
		for (StackSection section : kept) {
			left -= Math.min(section.headLength(), longest);
		}
		byte[] shorter = write(kept, longest, frames(kept, left));
		// not all room for marks was needed
		byte[] fuller = write(kept, longest, frames(kept, left + room - shorter.length));
		return (fuller.length <= room) ? fuller : shorter;
	}

	/**
	 * Return the sections that have room: those of suppressed exceptions go first, then
	 * those in the middle of the chain of causes.
	 */
	private List<StackSection> kept(int most) {
		if (this.sections.size() <= most) {
			return this.sections;
		}
		List<StackSection> chain = this.sections.stream().filter((section) -> !section.indented()).toList();
		if (chain.size() <= most) {
			return chain;
		}
		List<StackSection> ends = new ArrayList<>(chain.subList(0, most / 2));
		ends.addAll(chain.subList(chain.size() - (most - most / 2), chain.size()));
		return ends;
	}

	/**
	 * Share the room among the heads: who needs less leaves the rest to the others.
	 */
	private static int longestHead(List<StackSection> sections, int room) {
		int[] lengths = sections.stream().mapToInt(StackSection::headLength).sorted().toArray();
		int left = room;
		for (int i = 0; i < lengths.length; i++) {
			int share = left / (lengths.length - i);
			if (lengths[i] > share) {
				return share;
			}
			left -= lengths[i];
		}
		return Integer.MAX_VALUE;
	}

	/**
	 * Return how many frames of each section have room. Each gets its first one before
	 * any gets its second.
	 */
	private static int[] frames(List<StackSection> sections, int room) {
		int[] taken = new int[sections.size()];
		int left = room;
		boolean more = true;
		for (int depth = 0; more; depth++) {
			more = false;
			for (int i = sections.size() - 1; i >= 0; i--) {
				StackSection section = sections.get(i);
				if (taken[i] == depth && depth < section.frames() && section.frameLength(depth) <= left) {
					left -= section.frameLength(depth);
					taken[i]++;
					more = true;
				}
			}
		}
		return taken;
	}

	private byte[] write(List<StackSection> kept, int longest, int[] frames) {
		LineBuffer out = new LineBuffer();
		int next = 0;
		for (int i = 0; i < frames.length; i++) {
			StackSection section = kept.get(i);
			int missing = this.sections.indexOf(section) - next;
			if (missing > 0) {
				out.putAscii("... " + missing + " exceptions cut\\n");
			}
			next += missing + 1;
			if (section.headLength() <= longest) {
				put(out, section.start(), section.framesEnd(frames[i]));
			}
			else {
				put(out, section.start(), Escapes.boundary(this.text, section.start(), section.start() + longest));
				out.putAscii("...\\n");
				put(out, section.framesEnd(0), section.framesEnd(frames[i]));
			}
			if (frames[i] < section.frames()) {
				out.putAscii("\\t... " + (section.frames() - frames[i]) + " frames cut\\n");
			}
		}
		return out.toByteArray();
	}

	private void put(LineBuffer out, int from, int to) {
		System.arraycopy(this.text, from, out.reserve(to - from), out.length, to - from);
		out.length += to - from;
	}

}
