import { ActionButtons } from "./actions.js";
import { Details } from "./details.js";
import { card, count, make, set, text } from "./dom.js";
import { label, value } from "./format.js";
import { Rates } from "./series.js";
import { Table } from "./table.js";

const TITLES = {
	buffers: "Buffers", cache: "Caches", connections: "Connections in use", db: "Databases", deliveries: "Deliveries",
	dependencies: "Dependencies", executors: "Pools that run tasks", gates: "Gates", gc: "Garbage collection",
	in_flight: "Requests in service", instance: "Instance", job_failures: "Jobs whose last run failed here",
	jobs: "Jobs", log_levels: "Levels of loggers", memory_pools: "Memory pools", pools: "Connection pools",
	process: "Process", routes: "Routes since the start", thread_groups: "Threads by name", threads: "Threads",
	warmup: "Warmup"
};

const RATES = { cpu_nanos: "cpu", allocated_bytes: "allocated_a_second_bytes" };

/** How the tables of some sections are shown. */
const OPTIONS = {
	buffers: { sizes: true },
	in_flight: { nameless: true },
	job_failures: { nameless: true },
	jobs: { capped: true },
	memory_pools: { sizes: true },
	thread_groups: { limit: 8, sort: 2, rates: RATES },
	threads: { nameless: true, moodless: true, sort: 1, rates: RATES }
};

/** Any section: its numbers, then its table. */
export class Section {

	#numbers = make("dl");

	#table;

	#details;

	#actions;

	#rates = new Rates();

	#options;

	#empty = make("p", { className: "quiet", hidden: true }, "None at the moment.");

	#clock;

	/**
	 * @param name name of the section
	 * @param context writes times and reads details
	 * @param limit rows to show until all are asked for
	 */
	constructor(name, context, limit) {
		this.#clock = context.clock;
		this.#options = OPTIONS[name] ?? {};
		this.#details = new Details(context,
			(row) => context.get(`data/details/${name}/${encodeURIComponent(row[0])}`));
		this.#actions = new ActionButtons(context);
		this.#table = new Table(context.clock, { limit, ...this.#options,
			open: (row) => this.#details.open(row), act: context.act });
		this.element = card(TITLES[name] ?? label(name), this.#numbers, this.#details.element, this.#table.element,
			this.#empty);
		const deadlocks = make("button", { type: "button",
			onclick: () => this.#details.open(["deadlocked", "Deadlocked threads"]) }, "deadlocks");
		this.element.firstElementChild.append(this.#actions.element, ...name === "threads" ? [deadlocks] : []);
	}

	/** Shows a section, or nothing if there is none. */
	update(section, answer) {
		set(this.element, "hidden", !section);
		if (!section) {
			return;
		}
		this.#actions.update(section);
		const numbers = Object.entries(section.numbers);
		const pairs = count(this.#numbers, numbers.length, () => make("div", {}, make("dt"), make("dd")));
		numbers.forEach(([name, raw], index) => {
			text(pairs[index].children[0], label(name));
			text(pairs[index].children[1], value(name, raw, this.#clock, this.#options));
		});
		set(this.#table.element, "hidden", section.rows.length === 0);
		set(this.#empty, "hidden", section.rows.length > 0 || numbers.length > 0);
		this.#table.update(this.#options.rates ? this.#rated(section, answer) : section);
	}

	/** Puts what happens in a second in the place of totals, nanoseconds of processors as their share. */
	#rated(section, answer) {
		const { rates: names } = this.#options;
		const totals = {};
		section.rows.forEach((row) => section.columns.forEach((name, at) => {
			if (names[name]) {
				totals[`${row[0]} ${name}`] = name.endsWith("nanos") ? row[at] / 1e9 : row[at];
			}
		}));
		const rates = this.#rates.take(answer.app.started, answer.seconds, totals);
		return { ...section, columns: section.columns.map((name) => names[name] ?? name),
			rows: section.rows.map((row) => row.map((raw, at) => names[section.columns[at]]
				? rates?.[`${row[0]} ${section.columns[at]}`] ?? 0 : raw)) };
	}

}

/** A tab that shows what a click can find out, and the sections there are, one below the other. */
export class SectionsView {

	#byName = new Map();

	#context;

	#more;

	#above;

	element = make("div", { className: "view" });

	/**
	 * @param context writes times and reads details
	 * @param more what a click finds out, if anything
	 * @param above names of sections that stand above that
	 */
	constructor(context, more, above = []) {
		this.#context = context;
		this.#more = more;
		this.#above = above;
		this.element.append(...more ? [more.element] : []);
	}

	update(answer) {
		this.#more?.update(answer);
		for (const name of Object.keys(answer.sections)) {
			if (!this.#byName.has(name)) {
				this.#byName.set(name, new Section(name, this.#context));
				const { element } = this.#byName.get(name);
				this.element.insertBefore(element, this.#above.includes(name) ? this.#more.element : null);
			}
		}
		for (const [name, section] of this.#byName) {
			section.update(answer.sections[name], answer);
		}
	}

}
