import { Details } from "./details.js";
import { card, count, make, set, text } from "./dom.js";
import { Table } from "./table.js";

const JOB_STATES = ["scheduled", "available", "running", "retryable", "failed", "paused"];

/** Jobs of one system by when they are due, a page at a time. Its store is asked by a click, never by a refresh. */
export class JobList {

	#context;

	#system = make("select", { ariaLabel: "System", onchange: () => this.#load() });

	#filters;

	#said = make("span", { className: "quiet", role: "status" });

	#next = make("button", { type: "button", hidden: true, onclick: () => this.#load(this.#following) }, "Next page");

	#table;

	#asked = "";

	#following = "";

	constructor(context) {
		this.#context = context;
		const input = (name, words) => make("input", { type: "search", name, placeholder: words, ariaLabel: words,
			onchange: () => this.#load() });
		this.#filters = [make("select", { name: "state", ariaLabel: "State", onchange: () => this.#load() },
			make("option", { value: "" }, "any state"), ...JOB_STATES.map((state) => make("option", {}, state))),
		input("type", "type"), input("id", "beginning of the id")];
		const details = new Details(context, async (row) => {
			const { reason, section } = await this.#ask(row[0].replace("/", "/job/"));
			return reason ? { rows: [[reason]] } : section;
		});
		this.#table = new Table(context.clock, { limit: 100, nameless: true, button: "details",
			open: (row) => details.open([row[0], row[4], row[5]]),
			act: (action, target) => context.act(action, target, () => this.#load()) });
		this.element = card("Jobs by when they are due", make("p", { className: "buttons" }, this.#system,
			...this.#filters, make("button", { type: "button", onclick: () => this.#load() }, "Refresh"), this.#said),
		details.element, this.#table.element, this.#next);
	}

	/** Shows which systems there are, and asks the first one. */
	update({ sections: { jobs } }) {
		const systems = [...new Set((jobs?.rows ?? []).map(([name]) => name))];
		set(this.element, "hidden", systems.length === 0);
		const options = count(this.#system, systems.length, () => make("option"));
		systems.forEach((name, at) => text(options[at], name));
		if (systems.length > 0 && !this.#asked) {
			this.#load();
		}
	}

	/** Shows the page that begins behind a place, or the first one. */
	async #load(after = "") {
		const pairs = [...this.#filters.map(({ name, value }) => [name, value.trim()]), ["after", after]];
		const path = [segment(this.#system.value), ...pairs.filter(([, value]) => value)
			.map(([name, value]) => `${name}/${segment(value)}`)].join("/");
		this.#asked = path;
		text(this.#said, "asking");
		const { reason, next, section } = await this.#ask(path);
		if (path === this.#asked) {
			const { length } = section.rows;
			text(this.#said, reason || (length > 0 ? "" : next ? "None on this page." : "None."));
			set(this.#table.element, "hidden", length === 0);
			if (length > 0) {
				this.#table.update(section);
			}
			this.#following = next;
			set(this.#next, "hidden", !next);
		}
	}

	/** Asks again until there is an answer. */
	async #ask(path) {
		for (;;) {
			const found = await this.#context.get(`data/lookups/jobs/${path}`);
			if (found?.state !== "running") {
				return found ?? { reason: "No answer.", section: { rows: [] } };
			}
			await new Promise((wake) => setTimeout(wake, 300));
		}
	}

}

/** Writes what somebody typed as a segment of a path that no firewall refuses. */
function segment(word) {
	return encodeURIComponent(word).replaceAll("!", "%21").replaceAll("%", "!").replace(/^\./, "!2E");
}
