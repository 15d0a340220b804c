import { card, make, set, text } from "./dom.js";
import { FlameGraph } from "./flame.js";
import { duration, label, value } from "./format.js";
import { Table } from "./table.js";

/** What is found out, the words of the buttons for it, and what it costs. */
const INSPECTIONS = {
	profile: { title: "Profile of 10 s", kinds: { cpu: "CPU", allocation: "Allocation" },
		cost: "The Flight Recorder of the JDK looks where threads are, 50 times a second, or what objects they make, "
			+ "300 a second. That costs 0.1 s of a processor, and 3 s for the first time." },
	histogram: { title: "Objects by class", kinds: { all: "Count" },
		cost: "The JVM stands still while it counts, 0.1 to 1 s for each GB of the heap." }
};

/** Something that takes seconds to find out, by a click of an operator. Others see what was found out. */
export class Inspection {

	#path;

	#context;

	#said = make("span", { className: "quiet", role: "status" });

	#kinds;

	#cost;

	#buttons;

	#found;

	#level;

	#time;

	#state;

	#problem = null;

	#timer = 0;

	/**
	 * @param name name of the inspection
	 * @param context reads data, starts and writes times
	 */
	constructor(name, context) {
		const { title, kinds, cost } = INSPECTIONS[name];
		this.#cost = cost;
		this.#path = `inspections/${name}`;
		this.#context = context;
		this.#kinds = kinds;
		this.#found = name === "profile" ? new FlameGraph(context.clock) : new Table(context.clock, { limit: 20 });
		this.#buttons = Object.entries({ ...kinds, cancel: "Cancel" }).map(([kind, words]) => make("button",
			{ type: "button", onclick: () => this.#post(kind) }, words));
		this.element = card(title, make("p", { className: "buttons" }, ...this.#buttons, this.#said),
			this.#found.element);
		this.element.hidden = true;
	}

	/** Asks how far it is, until something was found out: others may have started it. */
	update({ level, time }) {
		this.#level = level;
		this.#time = time;
		if (this.#state !== "done" && this.#state !== "running") {
			this.#ask();
		}
	}

	async #post(what) {
		const { ok, detail } = await this.#context.post(`${this.#path}/${what}`);
		this.#problem = ok ? null : detail;
		text(this.#said, this.#problem ?? "");
		this.#later();
	}

	#later() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#ask(), 1000);
	}

	async #ask() {
		const report = await this.#context.get(`data/${this.#path}`);
		this.#state = report?.state;
		if (report) {
			this.#show(report);
		}
	}

	#show({ state, kind, age, reason, section }) {
		const operator = this.#level === "operate";
		const running = state === "running";
		set(this.element, "hidden", !operator && state === "idle");
		this.#buttons.forEach((button, at) => {
			const cancel = at === this.#buttons.length - 1;
			set(button, "hidden", !operator || cancel && !running);
			set(button, "disabled", running && !cancel);
		});
		const numbers = Object.entries(section.numbers)
			.filter(([name, raw]) => name !== "value" && raw > 0)
			.map(([name, raw]) => `${label(name)} ${value(name, raw)}`);
		const at = this.#context.clock.time(this.#time - 1000 * age);
		const words = { idle: this.#cost, running: duration(Math.floor(age)), failed: reason,
			done: `${numbers.join(", ") || "nothing was seen"}, at ${at}` };
		const said = [this.#kinds[kind], words[state]].filter(Boolean).join(": ");
		text(this.#said, running ? said : this.#problem ?? said);
		set(this.#found.element, "hidden", section.rows.length === 0);
		if (section.rows.length > 0) {
			this.#found.update(section);
		}
		if (running) {
			this.#later();
		}
	}

}
