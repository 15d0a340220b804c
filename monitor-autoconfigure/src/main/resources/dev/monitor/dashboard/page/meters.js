import { Chart } from "./chart.js";
import { card, make, text } from "./dom.js";
import { Rates, Series } from "./series.js";
import { Table } from "./table.js";

const DRAWN = 5;

const RISING = ["count", "total"];

/** Any meter: its series as a table, the first of them as a chart from now on, all that was seen as CSV. */
export class MeterBrowser {

	#context;

	#input = make("input", { list: "meters", ariaLabel: "Name of a meter", placeholder: "name of a meter",
		onchange: () => this.#choose() });

	#names = make("datalist", { id: "meters" });

	#said = make("p", { className: "quiet" });

	#place = make("div");

	#export = make("button", { type: "button", hidden: true, onclick: () => this.#save() }, "Export as CSV");

	#meter = null;

	constructor(context) {
		this.#context = context;
		this.element = card("Meters", make("p", { className: "line" }, this.#input, this.#export), this.#names,
			this.#said, this.#place);
	}

	/** Reads the names of all meters. */
	async load() {
		const answer = await this.#context.get("data/meters");
		this.element.hidden = answer === null;
		this.#names.replaceChildren(...(answer?.meters ?? []).map(({ name }) => make("option", { value: name })));
		this.#descriptions = new Map((answer?.meters ?? []).map((meter) => [meter.name, meter]));
	}

	#descriptions = new Map();

	/** Reads the chosen meter once more. */
	async update(answer) {
		const meter = this.#meter;
		const found = meter && await this.#context.get(`data/meters/${encodeURIComponent(meter.name)}`);
		if (found && meter === this.#meter) {
			this.#show(meter, found, answer);
		}
	}

	#choose() {
		const described = this.#descriptions.get(this.#input.value);
		this.#meter = described ? { name: described.name, points: [] } : null;
		text(this.#said, described ? [described.description, described.unit && `in ${described.unit}`]
			.filter(Boolean).join(", ") : "No meter has this name.");
		this.#place.replaceChildren();
		this.#export.hidden = !described;
		this.#context.refresh();
	}

	#show(meter, found, answer) {
		const statistics = Object.keys(Object.assign({}, ...found.series.map((series) => series.values)));
		const rising = RISING.includes(statistics[0]);
		if (!meter.table) {
			const tags = found.series.slice(0, DRAWN).map((series) => series.tags || "all");
			meter.rates = new Rates();
			meter.series = new Series(tags);
			meter.table = new Table(this.#context.clock);
			meter.chart = new Chart(`${statistics[0]}${rising ? " a second" : ""}`, meter.series, this.#context.clock);
			this.#place.replaceChildren(meter.chart.element, meter.table.element);
		}
		const values = Object.fromEntries(found.series
			.map((series) => [series.tags || "all", series.values[statistics[0]]]));
		meter.points.push([new Date(answer.time).toISOString(), values]);
		meter.points.splice(0, meter.points.length - 1000);
		const drawn = rising ? meter.rates.take(answer.app.started, answer.seconds, values) : values;
		meter.series.add(answer.time / 1000, drawn);
		meter.chart.update();
		meter.table.update({ columns: ["tags", ...statistics], total: found.total,
			rows: found.series.map((series) => [series.tags || "all",
				...statistics.map((name) => series.values[name] ?? null)]) });
	}

	#save() {
		const names = [...new Set(this.#meter.points.flatMap(([, values]) => Object.keys(values)))];
		const lines = [["time", ...names], ...this.#meter.points.map(([time, values]) => [time,
			...names.map((name) => values[name] ?? "")])];
		const text = lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
		const file = new Blob([text], { type: "text/csv" });
		const link = make("a", { href: URL.createObjectURL(file), download: `${this.#meter.name}.csv` });
		link.click();
		URL.revokeObjectURL(link.href);
	}

}

/** Quotes a cell as RFC 4180 has it, and lets no spreadsheet take one for a formula. */
function quoted(cell) {
	const safe = /^[=+@\t\r]/.test(cell) || /^-\D/.test(cell) ? `'${cell}` : String(cell);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
}
