package dev.monitor.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Asks a resource server about tokens. Those it calls good are remembered by their
 * hashes, 256 at most: for a minute they are good without asking, and for an hour they
 * are known, so that to ask again does not wait for anybody with a token nobody knows.
 * Thread-safe.
 */
public final class ResourceServer {

	private static final Duration GOOD = Duration.ofMinutes(1);

	private static final long KNOWN = Duration.ofHours(1).toNanos();

	private static final int MAX_TOKENS = 256;

	/**
	 * Requests of either kind that may wait for an answer.
	 */
	private static final int MAX_ASKING = 8;

	private final ResourceServerTokens tokens;

	private final LongSupplier nanoTime;

	private final Clock clock;

	private final Semaphore unknown = new Semaphore(MAX_ASKING);

	private final Semaphore known = new Semaphore(MAX_ASKING);

	private final Map<TokenHash, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<TokenHash, Answer> eldest) {
			return size() > MAX_TOKENS;
		}

	};

	/**
	 * Create without memory of a token.
	 * @param tokens judges tokens
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 * @param clock tells which tokens have expired
	 */
	public ResourceServer(ResourceServerTokens tokens, LongSupplier nanoTime, Clock clock) {
		this.tokens = tokens;
		this.nanoTime = nanoTime;
		this.clock = clock;
	}

	boolean isGood(PresentedToken token) {
		Answer answer = answer(token);
		return answer != null && age(answer) < answer.goodNanos();
	}

	boolean isKnown(PresentedToken token) {
		Answer answer = answer(token);
		return answer != null && age(answer) < KNOWN;
	}

	Decision ask(PresentedToken token) {
		boolean known = isKnown(token);
		Semaphore turn = known ? this.known : this.unknown;
		if (!turn.tryAcquire()) {
			return known ? Decision.UNVERIFIABLE : Decision.TOO_MANY_FAILURES;
		}
		try {
			TokenDecision answer = this.tokens.judge(token.value());
			remember(token.hash(), answer);
			return answer.decision();
		}
		finally {
			turn.release();
		}
	}

	/**
	 * That nobody can tell at the moment says nothing against a token.
	 */
	private void remember(TokenHash token, TokenDecision answer) {
		synchronized (this.answers) {
			if (answer.decision() == Decision.ADMITTED) {
				this.answers.put(token, new Answer(this.nanoTime.getAsLong(), goodNanos(answer.expires())));
			}
			else if (answer.decision() != Decision.UNVERIFIABLE) {
				this.answers.remove(token);
			}
		}
	}

	private long goodNanos(@Nullable Instant expires) {
		Instant now = this.clock.instant();
		return (expires == null || expires.isAfter(now.plus(GOOD))) ? GOOD.toNanos()
				: Duration.between(now, expires).toNanos();
	}

	private @Nullable Answer answer(PresentedToken token) {
		synchronized (this.answers) {
			return this.answers.get(token.hash());
		}
	}

	private long age(Answer answer) {
		return this.nanoTime.getAsLong() - answer.nanos();
	}

	private record Answer(long nanos, long goodNanos) {

	}

}
