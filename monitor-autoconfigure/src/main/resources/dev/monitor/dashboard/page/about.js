import { isTime } from "./clock.js";
import { card, make, set, text } from "./dom.js";
import { duration, number } from "./format.js";
import { MeterBrowser } from "./meters.js";
import { SectionsView } from "./section.js";
import { Table } from "./table.js";

const MASKED = "•••";

/** The last tab: what the application is, its configuration by name, its meters, and sections of its own. */
export class AboutView {

	#context;

	#tables = make("div", { className: "three" });

	#scrape = make("p");

	#scrapes = card("Scrapes", this.#scrape);

	#time = make("p", { className: "quiet" });

	#meters;

	#others;

	#loaded = false;

	constructor(context) {
		this.#context = context;
		this.#meters = new MeterBrowser(context);
		this.#others = new SectionsView(context);
		this.element = make("div", { className: "view" }, this.#time, this.#tables, this.#scrapes, this.#meters.element,
			this.#others.element);
	}

	update(answer) {
		text(this.#time, `Times on this page are those of the server: it is ${this.#context.clock.now()}.`);
		this.#others.update(answer);
		this.#meters.update(answer);
		this.#scraped();
		if (!this.#loaded) {
			this.#loaded = true;
			this.#meters.load();
			this.#load();
		}
	}

	async #load() {
		const facts = await this.#context.get("data/facts");
		if (facts === null) {
			this.#loaded = false;
			return;
		}
		const { clock } = this.#context;
		this.#tables.replaceChildren(...facts.tables.filter(({ rows }) => rows.length > 0)
			.map(({ title, rows }) => card(title, make("table", { className: "facts" }, make("tbody", {},
				...rows.map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name),
					make("td", {}, isTime(value) ? clock.time(value) : value))))))));
		this.#tables.after(named("Monitor's properties that are set", facts.monitor, clock),
			named("All other names of properties and environment", facts.others, clock));
	}

	async #scraped() {
		const [time, bytes, refused] = await Promise.all(["scrape", "scrape.bytes", "auth.failures"]
			.map((name) => this.#context.get(`data/meters/monitor.metrics.${name}`)));
		set(this.#scrapes, "hidden", time === null);
		if (time !== null) {
			const scrapes = sum(time, "count");
			const mean = scrapes > 0 ? `, ${duration(sum(time, "total") / scrapes)} and `
				+ `${number(Math.round(sum(bytes, "total") / scrapes / 1024))} kB each on average` : "";
			const failed = sum(refused, "count");
			text(this.#scrape, `${number(scrapes)} since the start${mean}. ${number(failed)} refused.`);
		}
	}

}

/** Makes a table of names. Values have no column where none is shown. */
function named(title, rows, clock) {
	const table = new Table(clock, { limit: 10 });
	const masked = rows.every(([, value]) => value === MASKED);
	table.update({ columns: masked ? ["name", "source"] : ["name", "value", "source"], total: rows.length,
		rows: masked ? rows.map(([name, , source]) => [name, source]) : rows });
	return card(title, rows.length > 0 ? table.element : make("p", { className: "quiet" }, "None."));
}

function sum(meter, statistic) {
	return (meter?.series ?? []).reduce((total, series) => total + (series.values[statistic] ?? 0), 0);
}
