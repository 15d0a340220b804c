package dev.monitor.guard;

import dev.monitor.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * An {@link AccessGuard}'s judgement of one request, in two stages: what memory tells is
 * known, and the resource server is asked, if need be, when the judgement is
 * {@link #conclude concluded}. That is done once, and by any thread.
 */
public final class Judgement {

	private final AccessGuard guard;

	private final AccessRequest request;

	private final Decision fromMemory;

	private final @Nullable PresentedToken unknownToken;

	private final boolean known;

	Judgement(AccessGuard guard, AccessRequest request, Decision fromMemory, @Nullable PresentedToken unknownToken,
			boolean known) {
		this.guard = guard;
		this.request = request;
		this.fromMemory = fromMemory;
		this.unknownToken = unknownToken;
		this.known = known;
	}

	/**
	 * Tell whether to conclude may take time, because the resource server is to be asked.
	 * @return {@code false} if that is done from memory
	 */
	public boolean mayTakeTime() {
		return this.unknownToken != null;
	}

	/**
	 * Tell whether the resource server has called the request's token good before. To
	 * conclude should not wait then for requests of which that is not so.
	 * @return whether the token is known
	 */
	public boolean isOfKnownToken() {
		return this.known;
	}

	/**
	 * Conclude: decide, and count what was decided.
	 * @return the answer to the request, {@code null} if it was admitted
	 */
	public @Nullable HttpResponse conclude() {
		Decision decision = decide();
		return (decision != Decision.ADMITTED) ? this.guard.realm().refuse(decision) : null;
	}

	Decision decide() {
		return this.guard.decide(this.request, this.fromMemory, this.unknownToken, this.known);
	}

}
