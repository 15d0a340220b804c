import { card, count, make, set, text } from "./dom.js";
import { duration } from "./format.js";
import { records } from "./sentences.js";

const FEW = 12;

/** The last changes of gates, and the last warnings and errors, the latest first. */
export class Changes {

	#rows = make("tbody");

	#limit = FEW;

	#all = [];

	#more = make("button", { type: "button", className: "more", hidden: true, onclick: () => {
		this.#limit = Infinity;
		this.#draw();
	} });

	#empty = make("p", { className: "quiet" }, "None since the start.");

	#clock;

	constructor(clock) {
		this.#clock = clock;
		this.element = card("Last changes and errors",
			make("div", { className: "rows" }, make("table", { className: "changes" }, this.#rows)),
			this.#empty, this.#more);
	}

	/** Shows the sections of changes and events there are. */
	update(sections) {
		const changes = records(sections.gate_changes).map((change) => ({ time: change.time, mood: "", word: "",
			place: "", text: changed(change) }));
		const events = records(sections.events).map((event) => ({ time: event.time, mood: levelMood(event.level),
			word: (event.level ?? "").toLowerCase(), place: event.logger ?? event.name, text: told(event) }));
		this.#all = [...changes, ...events].sort((one, other) => other.time.localeCompare(one.time));
		this.#draw();
	}

	#draw() {
		const shown = this.#all.slice(0, this.#limit);
		const rows = count(this.#rows, shown.length, () => make("tr", {}, make("td", { className: "when" }),
			make("td", {}, make("span"), " ", make("code"), " ", make("span"))));
		shown.forEach((one, at) => {
			const [when, what] = rows[at].children;
			const [word, place, said] = what.children;
			text(when, this.#clock.time(one.time));
			text(word, one.word);
			set(word, "className", one.mood);
			text(place, one.place.split(".").at(-1));
			set(place, "title", one.place);
			text(said, one.text);
		});
		text(this.#more, `Show all ${this.#all.length}`);
		set(this.#more, "hidden", this.#all.length <= this.#limit);
		set(this.#empty, "hidden", this.#all.length > 0);
	}

}

function changed(change) {
	const before = change.state === "open" ? "closed" : "open";
	const reason = change.reason ? ` Reason: ${change.reason}` : "";
	const state = change.state === "open" ? "opened" : "closed";
	return `Gate '${change.name}' ${state} (was ${before} for ${duration(change.held_seconds)}).${reason}`;
}

function told({ exception, message }) {
	return exception && !message.includes(exception) ? `${message} ${exception}` : message;
}

function levelMood(level) {
	return /^error$/i.test(level ?? "") ? "bad" : "odd";
}
