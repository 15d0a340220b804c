import { make, set, text } from "./dom.js";

/** Buttons for what can be done to a section as a whole. There are none for viewers who may not do it. */
export class ActionButtons {

	#context;

	#titles = "";

	element = make("span");

	/**
	 * @param context has an action done
	 */
	constructor(context) {
		this.#context = context;
	}

	/** Shows what a section offers. */
	update({ actions = [] }) {
		const offered = actions.filter(({ whole }) => whole);
		const titles = offered.map(({ title }) => title).join();
		if (titles !== this.#titles) {
			this.#titles = titles;
			this.element.replaceChildren(...offered.map((action) => make("button",
				{ type: "button", onclick: () => this.#context.act(action, "") }, action.title)));
		}
	}

}

/** The dialog that names object and effect of an action, asks for a choice, and says what came of it. */
export class ActionDialog {

	#context;

	#dialog = make("dialog", { className: "card" });

	#said = make("p", { role: "status" });

	/**
	 * @param context reads data and has something done
	 */
	constructor(context) {
		this.#context = context;
		document.body.append(this.#dialog);
	}

	/** Asks before an action, which is done when that is confirmed, and tells when it was. */
	async open({ name, title }, target, done) {
		const path = target ? [name, target] : [name];
		const asked = await this.#context.get(`data/actions/${encoded(path)}`);
		const inputs = asked ? fields(asked) : [];
		const confirm = make("button", { hidden: !asked }, title);
		const close = make("button", { type: "button", onclick: () => this.#dialog.close() }, "Close");
		const form = make("form", { className: "access", onsubmit: async (event) => {
			event.preventDefault();
			confirm.disabled = true;
			const { ok, detail } = await this.#context.post(
				`actions/${encoded([...path, ...inputs.map((label) => label.lastElementChild.value)])}`);
			text(this.#said, detail);
			set(confirm, "hidden", ok);
			confirm.disabled = false;
			(ok ? close : confirm).focus();
			this.#context.refresh();
			done?.();
		} },
		make("h2", {}, title), make("strong", {}, asked?.object ?? target),
		make("p", {}, asked?.effect ?? "This cannot be done now."), ...inputs, this.#said,
		make("p", {}, confirm, " ", close));
		text(this.#said, "");
		this.#dialog.replaceChildren(form);
		this.#dialog.setAttribute("aria-label", title);
		this.#dialog.showModal();
	}

}

function fields({ objects, choices, lowest, highest }) {
	const options = (names) => names.map((value) => make("option", { value }, value));
	const made = [];
	if (objects.length > 0) {
		const input = make("input", { list: "objects", required: true, autocomplete: "off" });
		made.push(make("label", {}, "Which one", make("datalist", { id: "objects" }, ...options(objects)), " ", input));
	}
	if (choices.length > 0) {
		made.push(make("label", {}, "Choice", " ", make("select", {}, ...options(choices))));
	}
	if (highest !== undefined) {
		const range = lowest === highest ? `Type ${lowest} to confirm` : `From ${lowest} to ${highest}`;
		made.push(make("label", {}, range, " ",
			make("input", { type: "number", min: lowest, max: highest, required: true })));
	}
	return made;
}

function encoded(path) {
	return path.map((part) => encodeURIComponent(part).replaceAll("%2F", "/")).join("/");
}
