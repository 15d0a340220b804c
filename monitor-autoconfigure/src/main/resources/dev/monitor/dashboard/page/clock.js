const DAY = 86_400_000;

/** Times of the server, in its zone: the browser's zone and its own clock are never shown. */
export class ServerClock {

	#now = 0;

	#offset = 0;

	zone = "UTC";

	/** Takes over what an answer says of the time. */
	set(answer) {
		this.#now = answer.time;
		this.#offset = answer.offset * 1000;
		this.zone = answer.zone;
	}

	/** Returns the seconds from a time, ISO 8601 or milliseconds, to that of the last answer. */
	since(time) {
		return Math.max(0, (this.#now - millis(time)) / 1000);
	}

	/** Returns a date whose UTC is a time as it is in the server's zone, of which a browser may know no name. */
	local(time) {
		return new Date(millis(time) + this.#offset);
	}

	/** Writes a time of today as such, any other with its date. */
	time(time) {
		const local = this.local(time).toISOString();
		const today = this.local(this.#now).toISOString();
		const sameDay = local.slice(0, 10) === today.slice(0, 10) || Math.abs(this.#now - millis(time)) < DAY / 4;
		return sameDay ? local.slice(11, 19) : `${local.slice(0, 10)} ${local.slice(11, 16)}`;
	}

	/** Writes the time of the last answer in the server's zone and in UTC. */
	now() {
		const utc = `${new Date(this.#now).toISOString().slice(11, 19)} UTC`;
		return this.#offset === 0 ? utc : `${this.time(this.#now)} ${this.zone}, ${utc}`;
	}

}

/** Tells whether a text is a time and nothing else, as a name that begins with one is not. */
export function isTime(text) {
	return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text) && !isNaN(millis(text));
}

function millis(time) {
	return typeof time === "number" ? time : Date.parse(time);
}
