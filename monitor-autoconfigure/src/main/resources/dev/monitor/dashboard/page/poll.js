const PATIENCE = 5000;

const LONGEST_PAUSE = 60_000;

/** Asks again and again, one request at a time, while somebody looks. */
export class Poll {

	#ask;

	#show;

	#interval = 2000;

	#failures = 0;

	#timer = 0;

	#asking = false;

	#again = false;

	/**
	 * @param ask asks once, given a signal that ends its patience; rejects if that fails, and gives null to stop
	 * @param show is given every answer; one that cannot be shown counts as none
	 */
	constructor(ask, show) {
		this.#ask = ask;
		this.#show = show;
		document.addEventListener("visibilitychange", () => this.now());
		addEventListener("online", () => this.now());
	}

	/** Sets the milliseconds between two requests, 0 for none. */
	set interval(millis) {
		this.#interval = millis;
		this.now();
	}

	get interval() {
		return this.#interval;
	}

	/** Tells whether numbers of an age in milliseconds are no longer those of now. */
	isStale(age) {
		return this.#failures > 0 ? age > PATIENCE : this.#interval > 0 && age > 3 * this.#interval + PATIENCE;
	}

	/** Ends the pause, or has none after the request that is on its way. */
	now() {
		clearTimeout(this.#timer);
		if (this.#asking) {
			this.#again = true;
		}
		else if (!document.hidden) {
			this.#once();
		}
	}

	async #once() {
		this.#asking = true;
		const answer = await this.#ask(AbortSignal.timeout(PATIENCE)).catch(() => undefined);
		this.#failures = answer === null || answer && this.#isShown(answer) ? 0 : this.#failures + 1;
		this.#asking = false;
		if (this.#again) {
			this.#again = false;
			this.now();
		}
		else if (answer !== null && this.#interval > 0 && !document.hidden) {
			const pause = Math.min(this.#interval * 2 ** Math.min(this.#failures, 6), LONGEST_PAUSE);
			this.#timer = setTimeout(() => this.now(), Math.max(pause, this.#interval));
		}
	}

	/** What cannot be shown is reported in the console, and ends nothing. */
	#isShown(answer) {
		try {
			this.#show(answer);
			return true;
		}
		catch (failure) {
			reportError(failure);
			return false;
		}
	}

}
