import { count, make, set, text } from "./dom.js";

/** What a click on a row asks for, such as the stack of a thread as it was then. */
export class Details {

	#context;

	#find;

	#title = make("strong");

	#frames = make("ol", { className: "code" });

	element = make("div", { className: "details", hidden: true }, make("p", {}, this.#title, " ",
		make("button", { type: "button", onclick: () => set(this.element, "hidden", true) }, "close")), this.#frames);

	/**
	 * @param context writes times
	 * @param find finds a section about a row
	 */
	constructor(context, find) {
		this.#context = context;
		this.#find = find;
	}

	/** Shows what is known of a row now. */
	async open(row) {
		const found = await this.#find(row);
		const frames = found?.rows ?? [];
		const what = row.slice(1).filter((part) => typeof part === "string" && part && isNaN(part)).join(" ");
		const missing = found ? ": none" : ": no answer";
		text(this.#title, `${what}${frames.length > 0 ? "" : missing} at ${this.#context.clock.now()}`);
		const lines = count(this.#frames, frames.length, () => make("li"));
		frames.forEach((frame, at) => {
			text(lines[at], frame.join(" "));
			set(lines[at], "className", this.#origin(frame[0]));
		});
		this.element.hidden = false;
		const own = this.#frames.querySelector(".own");
		this.#frames.scrollTop = own ? own.offsetTop - this.#frames.offsetTop - 100 : 0;
	}

	/** Tells frames of the application, which stand out, from those of the JDK, which have a module's version. */
	#origin(frame) {
		const { own } = this.#context;
		return own && frame.includes(`${own}.`) ? "own" : /^[\w.]+@[\w.+-]+\//.test(frame) ? "quiet" : "";
	}

}
