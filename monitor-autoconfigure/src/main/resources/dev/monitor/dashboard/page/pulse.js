import { records } from "./sentences.js";
import { Rates, Series } from "./series.js";

/** How many requests come, told with every answer whatever tab is shown, so that the chart has no gaps. */
export class Pulse {

	series = new Series(["served", "rejected"]);

	/** What happened in a second before the last answer, null if that is not known yet. */
	rates = null;

	#taken = new Rates();

	#seeded = false;

	/** Takes over an answer. */
	take(answer) {
		const { http, process } = answer.pulse;
		if (!this.#seeded && answer.sections.history) {
			this.#seeded = true;
			this.#seed(answer);
		}
		this.rates = this.#taken.take(answer.app.started, answer.seconds, { ...http, cpu: process.cpu_seconds });
		this.series.add(answer.time / 1000, drawn(this.rates));
	}

	#seed(answer) {
		const rates = new Rates();
		const points = records(answer.sections.history).sort((one, other) => other.age_seconds - one.age_seconds);
		points.forEach((point) => this.series.add(answer.time / 1000 - point.age_seconds,
			drawn(rates.take(0, answer.seconds - point.age_seconds, point))));
	}

}

function drawn(rates) {
	const rejected = rates?.rejected ?? 0;
	return rates && { served: rates.requests - rejected, rejected };
}
