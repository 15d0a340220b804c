import { card, count, make, set, text } from "./dom.js";
import { duration } from "./format.js";
import { Table } from "./table.js";

/** What databases say when they are asked: what is wrong first, then each answer, and the rows of one. */
export class Diagnosis {

	#context;

	#database = make("select", { ariaLabel: "Database", onchange: () => this.#choose() });

	#findings = make("ul", { className: "sentences" });

	#questions;

	#opened = "";

	#about = make("p", { className: "quiet" });

	#rows;

	/** What is known by the names of the diagnostics. */
	#known = new Map();

	constructor(context) {
		this.#context = context;
		this.#questions = new Table(context.clock, { nameless: true, button: "check",
			open: ([name]) => this.#open(name) });
		this.#rows = new Table(context.clock, { limit: 20, moodless: true });
		this.element = card("Diagnostics", make("p", { className: "buttons" }, this.#database,
			make("button", { type: "button", onclick: () => this.#checkAll() }, "Check all")),
		this.#findings, this.#questions.element, this.#about, this.#rows.element);
	}

	update({ databases = [] }) {
		const options = count(this.#database, databases.length, () => make("option"));
		databases.forEach((name, at) => text(options[at], name));
		set(this.element, "hidden", databases.length === 0);
		if (this.#known.size > 0) {
			this.#draw();
		}
		else if (databases.length > 0) {
			this.#choose();
		}
	}

	#choose() {
		this.#known.clear();
		this.#opened = "";
		this.#check([]);
	}

	/** What there is to ask is known once the server has said which database it is. */
	async #checkAll() {
		if (this.#known.size === 1) {
			await this.#check(["server"]);
		}
		await this.#check([...this.#known.keys()]);
	}

	#open(name) {
		this.#opened = name;
		return this.#check([name]);
	}

	/** Has the database asked, and asks again until all have been answered. Without names it asks for the list. */
	async #check(names) {
		const path = this.#path();
		let asked = names;
		do {
			const found = await this.#context.get(names.length > 0 ? `${path}/${asked}` : path);
			if (path !== this.#path()) {
				return;
			}
			const lost = asked.map((name) => ({ name, state: "failed", reason: "no answer", age: 0 }));
			this.#take(found ?? { answers: lost });
			asked = (found?.answers ?? []).filter(({ state }) => state === "running").map(({ name }) => name);
			await new Promise((wake) => setTimeout(wake, asked.length > 0 ? 1000 : 0));
		} while (asked.length > 0);
	}

	#path() {
		return `data/database/${encodeURIComponent(this.#database.value)}`;
	}

	#take(found) {
		const answers = (found.answers ?? []).map((answer) => ({ ...answer, got: performance.now() }));
		for (const one of [...found.diagnostics ?? [], ...answers]) {
			this.#known.set(one.name, { ...this.#known.get(one.name), ...one });
		}
		if (this.#known.size > 0) {
			this.#draw();
		}
	}

	#draw() {
		const known = [...this.#known.values()];
		const answered = known.filter(({ findings, state }) => findings && state !== "failed");
		const notes = new Set(answered.flatMap((one) => one.notes));
		const said = [...answered.flatMap(({ title, findings }) => findings.map((finding) => ["odd", title, finding])),
			...[...notes].map((note) => ["", "", note])];
		if (said.length === 0 && answered.length > 0) {
			said.push(["quiet", "", "Nothing is wrong with what was asked."]);
		}
		const items = count(this.#findings, said.length, () => make("li", {}, make("strong"), " ", make("span")));
		said.forEach(([mood, ...words], at) => {
			set(items[at], "className", mood);
			words.forEach((word, index) => text(items[at].children[index], word));
		});
		this.#questions.update({ columns: ["name", "question", "findings"], total: known.length, details: 1,
			rows: known.map((one) => [one.name, one.title, short(one)]) });
		const { tells, threshold, remedy, rows = [], columns, more } = this.#known.get(this.#opened) ?? {};
		text(this.#about, threshold ? `${tells}. A finding from: ${threshold}. ${remedy}.` : tells ?? "");
		set(this.#rows.element, "hidden", rows.length === 0);
		if (rows.length > 0) {
			this.#rows.update({ columns, rows, total: rows.length + more });
		}
	}

}

function short({ state, reason, findings, age, got }) {
	const said = { running: "running", failed: reason, answered: findings?.length || "none" }[state];
	const seconds = age + (performance.now() - got) / 1000;
	return state === "running" ? said : said ? `${said}, ${duration(seconds)} ago` : "";
}
