import { LimitCard } from "./bars.js";
import { Changes } from "./changes.js";
import { Chart } from "./chart.js";
import { card, count, make, set, text } from "./dom.js";
import { bytes, duration, number, rate } from "./format.js";
import { Section } from "./section.js";
import { sentences } from "./sentences.js";

const NUMBERS = ["Requests", "Failed", "Time", "In service", "CPU", "Memory"];

/** The first tab: what is wrong, six numbers, a chart, and tables. */
export class NowView {

	#clock;

	#pulse;

	#said = make("ul", { className: "sentences" });

	#numbers = make("dl", { className: "numbers" },
		...NUMBERS.map((name) => make("div", { className: "card" }, make("dt", {}, name),
			make("dd", {}, make("strong"), make("span")))));

	#chart;

	#limit;

	#sections;

	#changes;

	constructor(context) {
		const { clock, pulse } = context;
		this.#pulse = pulse;
		this.#clock = clock;
		this.#limit = new LimitCard(context);
		this.#chart = new Chart("Requests a second, last 10 minutes", pulse.series, clock);
		this.#sections = ["gates", "dependencies", "pools"].map((name) => [name, new Section(name, context, 10)]);
		this.#changes = new Changes(clock);
		this.element = make("div", { className: "view" }, this.#said, this.#numbers,
			make("div", { className: "uneven" }, this.#chart.element, this.#limit.element),
			make("div", { className: "pair" }, ...this.#sections.map(([, section]) => section.element)),
			this.#changes.element);
	}

	update(answer) {
		const { rates } = this.#pulse;
		this.#say(sentences(answer, rates, this.#clock));
		this.#show(answer, rates);
		this.#chart.update();
		this.#limit.update(answer.sections);
		this.#sections.forEach(([name, section]) => section.update(answer.sections[name], answer));
		this.#changes.update(answer.sections);
	}

	#say(all) {
		const items = count(this.#said, all.length, () => make("li", {}, make("strong"), make("span"), make("a")));
		all.forEach((one, at) => {
			set(items[at], "className", one.mood);
			const [lead, rest, link] = items[at].children;
			text(lead, one.lead);
			text(rest, ` ${one.rest} `);
			text(link, one.link ?? "");
			set(link, "hidden", !one.link);
			if (one.to && link.hash !== `#${one.to}`) {
				link.href = `#${one.to}`;
			}
		});
	}

	#show({ pulse: { http, memory_pools: heap, process }, sections: { concurrency, objectives } }, rates) {
		const failed = rates?.requests > 0 ? 100 * rates.errors / rates.requests : 0;
		const cpu = rates ? Math.round(100 * rates.cpu / process?.processors) : null;
		const { p95 } = this.#pulse;
		const time = p95 ?? (rates?.answers > 0 ? rates.answer_seconds / rates.answers : null);
		const [used, most] = process?.memory_limit > 0 ? [process.rss, process.memory_limit]
			: [heap?.heap_used ?? 0, heap?.heap_max ?? 0];
		const [size, unit] = bytes(used).split(" ");
		const [span, ...spanUnit] = known(time, duration).split(" ");
		const shown = [
			[http ? known(rates?.requests, rate) : "–", "/s"],
			[http ? known(rates && failed, rate) : "–", "%", failed > 1],
			[span, [...spanUnit, time === null ? "" : p95 === null ? "mean" : "p95"].join(" ")],
			[known(concurrency?.numbers.active, number), concurrency ? `of ${concurrency.numbers.limit}` : ""],
			[known(cpu, number), "%", cpu > 90],
			[size, `${unit} of ${bytes(most)}`, used > 0.95 * most]
		];
		text(this.#numbers.querySelectorAll("dt")[1], objectives
			? `Failed, budget ${Math.max(0, Math.floor(100 * objectives.numbers.budget_left))} %` : "Failed");
		shown.forEach(([figure, note, bad], at) => {
			const [strong, small] = this.#numbers.children[at].lastElementChild.children;
			text(strong, figure);
			text(small, ` ${note}`);
			set(strong, "className", bad ? "bad" : "");
		});
	}

}

function known(value, write) {
	return value === null || value === undefined || Number.isNaN(value) ? "–" : write(value);
}
