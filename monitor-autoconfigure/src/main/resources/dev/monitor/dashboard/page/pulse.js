import { records } from "./sentences.js";
import { Rates, Series } from "./series.js";

/** How many requests come, told with every answer whatever tab is shown, so that the chart has no gaps. */
export class Pulse {

	series = new Series(["served", "failed"]);

	/** What happened in a second before the last answer, null if that is not known yet. */
	rates = null;

	#taken = new Rates();

	#most = 0;

	#seeded = false;

	/** Takes over an answer. */
	take(answer) {
		const { http, process, routes } = answer.pulse;
		const joins = !this.#seeded && answer.sections.history;
		if (joins) {
			this.#seeded = true;
			this.#seed(answer);
		}
		this.#most = routes?.max_seconds ?? 0;
		const times = records(answer.sections.request_times).map(({ name, count }) => [`within ${name}`, count]);
		const yielding = records(answer.sections.concurrency).filter(({ name }) => name === "low" || name === "bulk")
			.reduce((sum, { rejected }) => sum + rejected, 0);
		this.rates = this.#taken.take(answer.app.started, answer.seconds, { ...http, ...Object.fromEntries(times),
			answers: routes?.count, answer_seconds: routes?.total_seconds, cpu: process?.cpu_seconds,
			yielding });
		if (!joins) {
			this.series.add(answer.time / 1000, drawn(this.rates));
		}
	}

	/** Estimates which time 95 % of the answers were not longer than, null if that is not known. */
	get p95() {
		const rank = 0.95 * (this.rates?.answers ?? 0);
		let [low, below] = [0, 0];
		for (const [name, within] of Object.entries(this.rates ?? {}).filter(([name]) => name.startsWith("within "))) {
			const high = Number(name.slice(7));
			if (within >= rank && within > below) {
				const found = low + (high - low) * (rank - below) / (within - below);
				return this.#most > low ? Math.min(found, this.#most) : found;
			}
			[low, below] = [high, within];
		}
		return null;
	}

	#seed(answer) {
		const rates = new Rates();
		records(answer.sections.history).forEach((point) => {
			const seconds = point.time / 1000;
			this.series.add(seconds, drawn(rates.take(0, seconds, { requests: point.requests, errors: point.errors })));
		});
	}

}

function drawn(rates) {
	return rates && { served: rates.requests - rates.errors, failed: rates.errors };
}
