import { card, count, make, set, text } from "./dom.js";
import { rate } from "./format.js";

const HEIGHT = 150;

const COLORS = ["data", "bad", "odd", "good", "quiet"];

/** A chart of the last ten minutes with its legend in the title, and the same numbers as a table. */
export class Chart {

	#series;

	#clock;

	#plot = null;

	#place = make("div", { className: "chart", role: "img" });

	#rows = make("tbody");

	#table;

	#names;

	/**
	 * @param title what is shown
	 * @param series the points
	 * @param clock writes times
	 */
	constructor(title, series, clock) {
		this.#series = series;
		this.#clock = clock;
		this.#names = series.names.map((name) => name.replaceAll("_", " "));
		const headings = ["time", ...this.#names]
			.map((name) => make("th", { scope: "col", className: "number" }, name));
		this.#table = make("div", { className: "rows chart-rows", hidden: true, tabIndex: 0 },
			make("table", {}, make("thead", {}, make("tr", {}, ...headings)), this.#rows));
		const legend = this.#names.map((name, index) => make("span", { className: `legend ${COLORS[index]}` }, name));
		const button = make("button", { type: "button", className: "quiet", ariapressed: "false",
			onclick: () => this.#toggle(button) }, "as a table");
		this.element = card(title, this.#place, this.#table);
		this.element.classList.add("wide");
		this.element.firstElementChild.append(...legend, button);
		new ResizeObserver(() => this.#resize()).observe(this.#place);
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#recolor());
	}

	/** Draws the points as they are now. */
	update() {
		const columns = this.#series.columns;
		if (this.#plot === null && this.#place.clientWidth > 0) {
			this.#redraw();
		}
		this.#plot?.setData(columns);
		this.#place.setAttribute("aria-label",
			this.#names.map((name, index) => spoken(name, columns[index + 1])).join(". "));
		if (!this.#table.hidden) {
			this.#fill();
		}
	}

	#resize() {
		const width = this.#place.clientWidth;
		if (this.#plot === null) {
			this.update();
		}
		else if (width > 0 && width !== this.#plot.width) {
			this.#plot.setSize({ width, height: HEIGHT });
		}
	}

	/** Nobody knows colors and width of what is not shown: that is drawn anew when it is. */
	#recolor() {
		this.#plot?.destroy();
		this.#plot = null;
		this.update();
	}

	#redraw() {
		const color = (name) => {
			const probe = make("span", { className: name });
			this.#place.append(probe);
			const found = getComputedStyle(probe).color;
			probe.remove();
			return found;
		};
		const axis = { stroke: color("quiet"), font: "12px system-ui, sans-serif", ticks: { show: false } };
		const grid = { stroke: color("line"), width: 1 };
		this.#plot = new window.uPlot({
			width: this.#place.clientWidth,
			height: HEIGHT,
			legend: { show: false },
			cursor: { show: false },
			padding: [8, 12, 0, 0],
			tzDate: (seconds) => window.uPlot.tzDate(this.#clock.local(seconds * 1000), "UTC"),
			scales: { x: { range: (_, first, last) => [Math.max(last - 600, Math.min(first, last - 120)), last] },
				y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
			axes: [
				{ ...axis, grid: { show: false }, size: 24, space: 70,
					values: (_, times) => times.map((time) => this.#label(time, times[1] - times[0] < 60)) },
				{ ...axis, grid, size: 44, values: (_, values) => values.map(rate) }
			],
			series: [{}, ...this.#names.map((label, index) => ({ label, stroke: color(COLORS[index]), width: 1.5,
				points: { show: false } }))]
		}, this.#series.columns, this.#place);
	}

	#label(time, close) {
		return this.#clock.time(time * 1000).slice(0, close ? 8 : 5);
	}

	#toggle(button) {
		const asTable = this.#table.hidden;
		this.#table.hidden = !asTable;
		this.#place.hidden = asTable;
		button.setAttribute("aria-pressed", String(asTable));
		if (asTable) {
			this.#fill();
		}
	}

	#fill() {
		const [times, ...columns] = this.#series.columns;
		const rows = count(this.#rows, times.length, () => make("tr"));
		times.forEach((_, at) => {
			const point = times.length - 1 - at;
			const cells = count(rows[at], columns.length + 1, () => make("td", { className: "number" }));
			text(cells[0], this.#clock.time(times[point] * 1000));
			columns.forEach((column, index) => {
				text(cells[index + 1], column[point] === null ? "–" : rate(column[point]));
			});
		});
		set(this.#rows, "hidden", times.length === 0);
	}

}

function spoken(name, column) {
	const known = column.filter((value) => value !== null);
	return known.length === 0 ? `${name}: no numbers yet`
		: `${name}: last ${rate(known.at(-1))}, least ${rate(Math.min(...known))}, most ${rate(Math.max(...known))}`;
}
