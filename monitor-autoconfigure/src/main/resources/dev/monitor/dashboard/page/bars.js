import { ActionButtons } from "./actions.js";
import { card, make, set, text } from "./dom.js";
import { duration } from "./format.js";
import { records } from "./sentences.js";

/** The limiter: how much is taken, who waits, and the oldest request. */
export class LimitCard {

	#served = new Bar("in service", "data");

	#waiting = new Bar("waiting", "odd");

	#oldest = make("td", { className: "number" });

	#route = make("td", { className: "code" });

	#ranks = make("tbody");

	#actions;

	/**
	 * @param context has the limit set
	 */
	constructor(context) {
		this.#actions = new ActionButtons(context);
		const oldest = make("tr", {}, make("th", { scope: "row" }, "oldest"), this.#oldest, this.#route);
		this.element = card("Limit", make("table", { className: "bars" },
			make("tbody", {}, this.#served.element, this.#waiting.element, oldest), this.#ranks));
		this.element.firstElementChild.append(this.#actions.element);
	}

	/** Shows limiter and requests. */
	update(sections) {
		set(this.element, "hidden", !sections.concurrency);
		if (sections.concurrency) {
			const { active, limit, waiting, max_waiting: most } = sections.concurrency.numbers;
			this.#actions.update(sections.concurrency);
			this.#served.show(active, limit);
			this.#waiting.show(waiting, most ?? limit, most === undefined);
			this.#ranks.replaceChildren(...records(sections.concurrency).map((rank) => make("tr", {},
				make("th", { scope: "row" }, rank.name), make("td", { className: "number" }, `${rank.active}`),
				make("td", {}, `${rank.waiting} waiting, ${rank.rejected} rejected`))));
			const [oldest] = records(sections.in_flight).sort((one, other) => other.age_seconds - one.age_seconds);
			text(this.#oldest, oldest ? duration(oldest.age_seconds) : "–");
			text(this.#route, oldest ? `${oldest.method ?? ""} ${oldest.route ?? oldest.name}`.trim() : "");
		}
	}

}

class Bar {

	#text = make("td", { className: "number" });

	#fill = make("div");

	constructor(title, mood) {
		this.#fill.className = `fill ${mood}`;
		this.element = make("tr", {}, make("th", { scope: "row" }, title), this.#text,
			make("td", { ariaHidden: "true" }, make("div", { className: "bar" }, this.#fill)));
	}

	show(value, most, alone = false) {
		text(this.#text, alone ? `${value}` : `${value} of ${most}`);
		set(this.#fill.style, "width", `${Math.min(100, most > 0 ? 100 * value / most : 0)}%`);
	}

}
