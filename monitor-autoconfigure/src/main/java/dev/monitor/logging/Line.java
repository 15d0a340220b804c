package dev.monitor.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;

import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;

/**
 * One log event on its way to being a line: takes pairs in order, keeps keys clean and
 * unique, and cuts what is too long. A user's pair never takes the place of one of
 * Monitor's. Reusable after {@link #begin()}, not thread-safe.
 * <p>
 * A pair is a call to {@link #ownKey} or {@link #key} and then one value.
 */
public final class Line implements ValueWriter {

	/**
	 * Pairs that come after so many are left out, and their bytes counted.
	 */
	static final int MOST_PAIRS = 256;

	private static final int LARGEST_KEPT = 64 * 1024;

	private final LineForm form;

	private final LineCut cut;

	private final LineBuffer buffer = new LineBuffer();

	private Pair[] pairs = new Pair[0];

	private int count;

	/**
	 * Where the last complete pair ends. What is behind it is being written, or was when
	 * something failed.
	 */
	private int complete;

	/**
	 * A bit for each key so far, by its hash: most new keys are known to be new at a
	 * glance.
	 */
	private long seen;

	private boolean reserving;

	private int lost;

	/**
	 * Create an empty line.
	 * @param form how to write it
	 * @param maxBytes how many bytes the line may have, without its end
	 */
	public Line(LineForm form, int maxBytes) {
		this.form = form;
		this.cut = new LineCut(form, maxBytes);
	}

	/**
	 * Start a line, forgetting whatever was there.
	 */
	public void begin() {
		this.buffer.length = 0;
		this.count = 0;
		this.lost = 0;
		this.seen = 0;
		this.reserving = false;
		this.form.open(this.buffer);
		this.complete = this.buffer.length;
	}

	/**
	 * Start a pair of Monitor's own, which from here on keeps the reserved keys.
	 * @param key the key, one of {@link Keys}
	 */
	public void ownKey(String key) {
		this.reserving = true;
		start(key, false);
	}

	/**
	 * Start a pair of the application's.
	 * @param key the key, whatever it is
	 */
	public void key(String key) {
		String clean = KeyText.clean(key);
		start(clean, this.reserving && Keys.isReserved(clean));
	}

	private void start(String key, boolean taken) {
		Pair pair = next();
		this.buffer.length = this.complete;
		pair.key = key;
		pair.taken = taken;
		pair.start = this.buffer.length;
		pair.keyEnd = this.form.key(this.buffer, key, this.count == 0);
		pair.valueStart = this.buffer.length;
		pair.text = false;
		pair.json = false;
	}

	private Pair next() {
		if (this.count == this.pairs.length) {
			Pair[] more = Arrays.copyOf(this.pairs, Math.max(16, this.count * 2));
			for (int i = this.count; i < more.length; i++) {
				more[i] = new Pair();
			}
			this.pairs = more;
		}
		return this.pairs[this.count];
	}

	@Override
	public void text(String value) {
		this.pairs[this.count].text = true;
		this.form.text(this.buffer, value);
		end();
	}

	@Override
	public void number(long value) {
		this.buffer.putNumber(value);
		end();
	}

	@Override
	public void number(double value) {
		if (Double.isFinite(value)) {
			Decimals.append(this.buffer, value, Double.toString(value));
		}
		else {
			this.form.notANumber(this.buffer, Double.toString(value));
		}
		end();
	}

	@Override
	public void number(float value) {
		if (Float.isFinite(value)) {
			Decimals.append(this.buffer, value, Float.toString(value));
		}
		else {
			this.form.notANumber(this.buffer, Float.toString(value));
		}
		end();
	}

	@Override
	public void number(BigDecimal value) {
		if (!Decimals.isPlain(value)) {
			text(value.toString());
			return;
		}
		this.buffer.putAscii(Decimals.plain(value));
		end();
	}

	@Override
	public void bool(boolean value) {
		this.buffer.putAscii(value ? "true" : "false");
		end();
	}

	/**
	 * Write an array or an object. What is longer than any line has no end and is a text.
	 * @param value its JSON
	 */
	public void json(JsonText value) {
		if (value.isFull()) {
			text(value.toString());
			return;
		}
		this.pairs[this.count].text = true;
		this.pairs[this.count].json = true;
		this.form.json(this.buffer, value.toString());
		end();
	}

	private void end() {
		Pair pair = this.pairs[this.count];
		pair.end = this.buffer.length;
		this.lost += this.cut.shorten(this.buffer, pair);
		if (this.count == MOST_PAIRS) {
			this.lost += pair.end - pair.start;
			this.buffer.length = pair.start;
		}
		else if (isNew(pair)) {
			this.count++;
		}
		else {
			this.buffer.length = pair.start;
		}
		this.complete = this.buffer.length;
	}

	private boolean isNew(Pair pair) {
		String key = pair.key;
		for (int number = 2;; number++) {
			Pair same = find(pair.key);
			if (same == null && !pair.taken) {
				this.seen |= bit(pair.key);
				return true;
			}
			if (same != null && same.json == pair.json
					&& this.buffer.sameBytes(same.valueStart, same.end, pair.valueStart, pair.end)) {
				return false;
			}
			pair.taken = false;
			pair.rename(this.buffer, key + '_' + number);
		}
	}

	private @Nullable Pair find(String key) {
		if ((this.seen & bit(key)) != 0) {
			for (int i = 0; i < this.count; i++) {
				if (this.pairs[i].key.equals(key)) {
					return this.pairs[i];
				}
			}
		}
		return null;
	}

	private static long bit(String key) {
		int hash = key.hashCode();
		return 1L << (hash ^ hash >>> 6 ^ hash >>> 12);
	}

	/**
	 * Complete the line; there is no end of line in it.
	 */
	public void finish() {
		this.buffer.length = this.complete;
		this.cut.fit(this.buffer, this.pairs, this.count, this.lost);
		this.form.close(this.buffer);
	}

	/**
	 * Write the finished line.
	 * @param out where to
	 * @throws IOException if that fails
	 */
	public void writeTo(OutputStream out) throws IOException {
		this.buffer.writeTo(out);
	}

	/**
	 * Tell whether the line does not hold on to more memory than most lines need.
	 * @return whether it is worth keeping
	 */
	public boolean isReusable() {
		return this.buffer.bytes.length <= LARGEST_KEPT;
	}

}
