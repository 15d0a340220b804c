import { make } from "./dom.js";
import { value } from "./format.js";
import { Table } from "./table.js";

const BOX_HEIGHT = 20;

/** What is narrower, in percent, is left out until somebody zooms in. */
const NARROWEST = 0.2;

/** Calls as boxes as wide as their share, below their callers, and a table of what methods cost themselves. */
export class FlameGraph {

	#calls;

	#shown;

	#boxes = make("div", { className: "flame", onkeydown: (event) => this.#move(event) });

	#table;

	constructor(clock) {
		this.#table = new Table(clock, { limit: 10 });
		this.element = make("div", {}, make("div", { className: "details" }, this.#boxes), this.#table.element);
	}

	/** Shows calls: a caller, then all that it has called, with depth and cost. */
	update({ numbers, rows }) {
		this.#calls = read(rows, numbers.value);
		this.#zoom(this.#calls[0]);
		const methods = dearest(this.#calls);
		this.#table.update({ columns: ["share", "method"], rows: methods, total: methods.length });
	}

	#zoom(to) {
		this.#shown = this.#calls.filter(({ start, cost, depth }) => start < to.start + to.cost
			&& start + cost > to.start && (depth < to.depth || 100 * cost > NARROWEST * to.cost));
		this.#boxes.replaceChildren(...this.#shown.map((call) => this.#box(call, to)));
		this.#boxes.style.height = `${BOX_HEIGHT * (1 + Math.max(...this.#shown.map(({ depth }) => depth)))}px`;
	}

	#box(call, to) {
		const title = `${call.name}: ${value("share", call.cost / this.#calls[0].cost)}`;
		const box = make("button", { type: "button", title, ariaLabel: title, tabIndex: call === to ? 0 : -1,
			className: /^(java|javax|jdk|sun)\./.test(call.name) ? "quiet" : "", onclick: () => {
				this.#zoom(call);
				this.#focus(call);
			} }, call.name.split(".").slice(-2).join("."));
		box.style.top = `${BOX_HEIGHT * call.depth}px`;
		box.style.left = `${Math.max(0, 100 * (call.start - to.start) / to.cost)}%`;
		box.style.width = `${Math.min(100, 100 * call.cost / to.cost)}%`;
		return box;
	}

	/** Goes to the caller, to what is called first, or to the calls beside. */
	#move(event) {
		const from = this.#shown[[...this.#boxes.children].indexOf(event.target)];
		const beside = this.#shown.filter(({ depth }) => depth === from.depth);
		const to = {
			ArrowUp: from.caller,
			ArrowDown: this.#shown.find(({ caller }) => caller === from),
			ArrowLeft: beside[beside.indexOf(from) - 1],
			ArrowRight: beside[beside.indexOf(from) + 1]
		}[event.key];
		if (to) {
			event.preventDefault();
			this.#focus(to);
		}
	}

	#focus(call) {
		[...this.#boxes.children].forEach((box, at) => {
			box.tabIndex = this.#shown[at] === call ? 0 : -1;
		});
		this.#boxes.querySelector("[tabindex='0']").focus();
	}

}

/** Finds the caller of each call, where it begins, and what it costs without what it has called. */
function read(rows, all) {
	const root = { name: "all", depth: 0, start: 0, cost: all, own: all };
	const path = [root];
	return [root, ...rows.map(([name, above, cost]) => {
		const caller = path[above];
		const start = caller.start + caller.cost - caller.own;
		const call = { name, caller, depth: above + 1, start, cost, own: cost };
		caller.own -= cost;
		path[above + 1] = call;
		return call;
	})];
}

/** Adds up which share methods cost themselves. */
function dearest([root, ...calls]) {
	const shares = new Map();
	calls.forEach(({ name, own }) => shares.set(name, (shares.get(name) ?? 0) + own / root.cost));
	return [...shares].filter(([, share]) => share > 0).map(([name, share]) => [share, name])
		.sort(([one], [other]) => other - one);
}
