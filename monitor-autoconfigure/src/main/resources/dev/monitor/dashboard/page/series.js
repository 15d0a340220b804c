const KEPT = 600;

/** Points of the last ten minutes: time in seconds, and a value by name. A gap is a point without values. */
export class Series {

	#times = [];

	#values = new Map();

	/**
	 * @param names names of the values
	 */
	constructor(names) {
		names.forEach((name) => this.#values.set(name, []));
	}

	get names() {
		return [...this.#values.keys()];
	}

	/** Returns the times, then the values of each name. */
	get columns() {
		return [this.#times, ...this.#values.values()];
	}

	/** Adds a point, and forgets those that are ten minutes older, and later ones if the clock was set back. */
	add(time, values) {
		while (this.#times.at(-1) > time) {
			this.columns.forEach((column) => column.pop());
		}
		this.#times.push(time);
		this.#values.forEach((column, name) => column.push(values?.[name] ?? null));
		const old = this.#times.findIndex((other) => other >= time - KEPT);
		if (old > 0) {
			this.columns.forEach((column) => column.splice(0, old));
		}
	}

}

/** Takes what happens in a second from totals that the server counts. Its own clock says how long it took. */
export class Rates {

	#last = null;

	/**
	 * @param start what changes when the server starts anew
	 * @param seconds the server's clock
	 * @param totals totals by name
	 * @return rates by name, null for the first time and after a start
	 */
	take(start, seconds, totals) {
		const last = this.#last;
		this.#last = { start, seconds, totals };
		if (last === null || last.start !== start || seconds <= last.seconds) {
			return null;
		}
		const rates = {};
		for (const [name, total] of Object.entries(totals)) {
			const change = total - (last.totals[name] ?? NaN);
			rates[name] = change >= 0 ? change / (seconds - last.seconds) : null;
		}
		return rates;
	}

}
