import { count, make, set, text } from "./dom.js";

/** What a click on a row asks for, such as the stack of a thread as it was then. */
export class Details {

	#section;

	#context;

	#title = make("strong");

	#frames = make("ol", { className: "code" });

	element = make("div", { className: "details", hidden: true }, make("p", {}, this.#title, " ",
		make("button", { type: "button", onclick: () => set(this.element, "hidden", true) }, "close")), this.#frames);

	/**
	 * @param section name of the section
	 * @param context reads data
	 */
	constructor(section, context) {
		this.#section = section;
		this.#context = context;
	}

	/** Shows what is known of a row now. */
	async open(row) {
		const path = `data/details/${this.#section}/${encodeURIComponent(row[0])}`;
		const found = await this.#context.get(path);
		const frames = found?.rows ?? [];
		const what = row.slice(1).filter((part) => typeof part === "string" && part).join(" ");
		text(this.#title, `${what}${frames.length > 0 ? "" : ": none"} at ${this.#context.clock.now()}`);
		const lines = count(this.#frames, frames.length, () => make("li"));
		frames.forEach((frame, at) => text(lines[at], frame.join(" ")));
		this.element.hidden = false;
	}

}
