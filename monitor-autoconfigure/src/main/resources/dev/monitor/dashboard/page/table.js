import { count, make, set, text } from "./dom.js";
import { label, mood, value } from "./format.js";

const SHORT = 34;

const FILTERED_FROM = 15;

/** A table of a section, sorted and filtered here. Its rows stay where they are, only their texts change. */
export class Table {

	#head = make("tr");

	#body = make("tbody");

	#more = make("button", { type: "button", className: "more", hidden: true, onclick: () => this.#draw(Infinity) });

	#filter = make("input", { type: "search", placeholder: "filter", hidden: true, ariaLabel: "Filter rows",
		oninput: () => this.#draw() });

	#limit;

	#options;

	#sort = null;

	#columns = [];

	#hidden = [];

	#last = null;

	#actions = [];

	#shown = new WeakMap();

	#clock;

	/**
	 * @param clock writes times
	 * @param limit rows to show until all are asked for
	 * @param options nameless: the first column is not shown; without: nor are these; moodless: states are no trouble;
	 * sizes: numbers are bytes; capped: nothing is counted beyond 10,000; sort: index of the column to sort by at
	 * first; open: is given the row whose details are asked for, by a button with the word that button says; act: is
	 * given an action and its target
	 */
	constructor(clock, { limit = 50, ...options } = {}) {
		this.#clock = clock;
		this.#limit = limit;
		this.#options = options;
		this.element = make("div", { className: "rows" }, this.#filter,
			make("table", {}, make("thead", {}, this.#head), this.#body), this.#more);
	}

	/**
	 * Shows rows.
	 * @param section names of columns, rows of values, and the number of all rows
	 */
	update(section) {
		this.#last = section;
		const actions = (section.actions ?? []).filter(({ targets }) => targets);
		if (String(actions.map(({ name }) => name)) !== String(this.#actions.map(({ name }) => name))) {
			this.#columns = [];
			this.#body.replaceChildren();
		}
		this.#actions = actions;
		if (section.columns.length > 0 && section.columns.join() !== this.#columns.join()) {
			this.#columns = section.columns;
			this.#hidden = section.columns.map((name, at) => Boolean(at === 0 && this.#options.nameless)
				|| this.#options.without?.includes(name) === true);
			this.#sort = this.#options.sort ? { index: this.#options.sort, descending: true } : null;
			this.#head.replaceChildren(...this.#columns.map((name, index) => this.#heading(name, index)),
				...this.#clickable ? [make("th")] : []);
		}
		this.#draw();
	}

	#heading(name, index) {
		const numeric = typeof this.#last.rows[0][index] === "number";
		return make("th", { scope: "col", className: numeric ? "number" : "", hidden: this.#hidden[index] },
			make("button", { type: "button", onclick: () => this.#sortBy(index) }, label(name)));
	}

	#sortBy(index) {
		const descending = this.#sort?.index === index ? !this.#sort.descending
			: this.#head.children[index].className === "number";
		this.#sort = { index, descending };
		this.#draw();
	}

	#draw(limit = this.#limit) {
		this.#limit = limit;
		[...this.#head.children].slice(0, this.#columns.length).forEach((heading, at) => set(heading, "ariaSort",
			at !== this.#sort?.index ? "none" : this.#sort.descending ? "descending" : "ascending"));
		const rows = this.#wanted();
		const shown = rows.slice(0, this.#limit);
		const lines = count(this.#body, shown.length, () => make("tr"));
		shown.forEach((row, at) => {
			const cells = count(lines[at], row.length + (this.#clickable ? 1 : 0),
				(index) => index < row.length ? make("td") : make("td", {}, ...this.#buttons()));
			row.forEach((raw, index) => this.#cell(cells[index], index, raw, row));
			this.#actions.forEach(({ targets }, index) => set(cells[row.length].children[index], "hidden",
				!targets[this.#last.rows.indexOf(row)]));
			this.#shown.set(lines[at], row);
		});
		const all = this.#filter.value ? rows.length : this.#last.total;
		text(this.#more, `Show all ${rows.length}${all > rows.length ? ` of ${all}` : ""}`);
		set(this.#more, "hidden", rows.length <= this.#limit);
		set(this.#filter, "hidden", this.#last.rows.length < FILTERED_FROM);
	}

	get #clickable() {
		return Boolean(this.#last.details) || this.#actions.length > 0;
	}

	#buttons() {
		const button = (title, click) => make("button", { type: "button", className: "quiet",
			onclick: (event) => click(this.#shown.get(event.target.closest("tr"))) }, title);
		const acting = this.#actions.map(({ title }, at) => button(title, (row) => this.#options.act(this.#actions[at],
			this.#actions[at].targets[this.#last.rows.indexOf(row)])));
		return this.#last.details ? [...acting, button(this.#options.button ?? "stack", this.#options.open)] : acting;
	}

	#cell(cell, index, raw, row) {
		const name = this.#columns[index];
		text(cell, value(name, raw, this.#clock, this.#options));
		const state = row[this.#columns.indexOf("state")];
		const good = mood(state) === "good";
		const marked = !this.#options.moodless && state !== undefined
			&& (this.#options.nameless ? name === "state" && mood(raw) : index === 0);
		const length = String(raw).length < SHORT ? "short" : "long";
		const kind = typeof raw === "number" ? "number" : marked ? `dot ${mood(state)}` : length;
		set(cell, "className", good && index > 0 ? `${kind} quiet` : kind);
		set(cell, "hidden", this.#hidden[index]);
	}

	#wanted() {
		const words = this.#filter.value.toLowerCase();
		const rows = this.#last.rows.filter((row) => !words || row.join(" ").toLowerCase().includes(words));
		if (this.#sort) {
			const { index, descending } = this.#sort;
			const compare = (one, other) => typeof one === "number" ? one - other
				: String(one).localeCompare(String(other));
			rows.sort((one, other) => compare(one[index], other[index]) * (descending ? -1 : 1));
		}
		return rows;
	}

}
