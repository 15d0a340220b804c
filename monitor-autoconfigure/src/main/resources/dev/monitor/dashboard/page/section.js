import { card, count, make, set, text } from "./dom.js";
import { label, value } from "./format.js";
import { Table } from "./table.js";

const TITLES = {
	cache: "Caches", connections: "Connections in use", db: "Databases", dependencies: "Dependencies", gates: "Gates",
	gc: "Garbage collection", http: "Requests since the start", in_flight: "Requests in service", instance: "Instance",
	memory: "Memory of the process", memory_pools: "Memory pools", pools: "Connection pools", routes: "Routes",
	virtual_threads: "Virtual threads"
};

/** Sections whose rows have names that only say which is which. */
const NAMELESS = ["in_flight"];

/** Any section: its numbers, then its table. */
export class Section {

	#numbers = make("dl");

	#table;

	#empty = make("p", { className: "quiet", hidden: true }, "None at the moment.");

	#clock;

	/**
	 * @param name name of the section
	 * @param clock writes times
	 * @param limit rows to show until all are asked for
	 */
	constructor(name, clock, limit) {
		this.#clock = clock;
		this.#table = new Table(clock, { limit, nameless: NAMELESS.includes(name) });
		this.element = card(TITLES[name] ?? label(name), this.#numbers, this.#table.element, this.#empty);
	}

	/** Shows a section, or nothing if there is none. */
	update(section) {
		set(this.element, "hidden", !section);
		if (!section) {
			return;
		}
		const numbers = Object.entries(section.numbers);
		const pairs = count(this.#numbers, numbers.length, () => make("div", {}, make("dt"), make("dd")));
		numbers.forEach(([name, raw], index) => {
			text(pairs[index].children[0], label(name));
			text(pairs[index].children[1], value(name, raw, this.#clock));
		});
		set(this.#table.element, "hidden", section.rows.length === 0);
		set(this.#empty, "hidden", section.rows.length > 0 || numbers.length > 0);
		this.#table.update(section);
	}

}

/** A tab that shows the sections there are, one below the other. */
export class SectionsView {

	#byName = new Map();

	#context;

	element = make("div", { className: "view" });

	constructor(context) {
		this.#context = context;
	}

	update(answer) {
		for (const name of Object.keys(answer.sections)) {
			if (!this.#byName.has(name)) {
				this.#byName.set(name, new Section(name, this.#context.clock));
				this.element.append(this.#byName.get(name).element);
			}
		}
		for (const [name, section] of this.#byName) {
			section.update(answer.sections[name]);
		}
	}

}
