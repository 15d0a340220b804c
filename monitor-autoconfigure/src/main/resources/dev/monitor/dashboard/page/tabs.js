import { make, text } from "./dom.js";

const TAB_TITLES = { now: "Now", requests: "Requests", threads: "Threads", memory: "Memory", database: "Database",
	jobs: "Jobs", about: "About" };

/** Tabs by the ARIA pattern: one of them can be reached by Tab, the others by the arrow keys. */
export class Tabs {

	#list;

	#chosen;

	#names = [];

	/**
	 * @param list the element with the role tablist
	 * @param chosen is told the name of the tab that was chosen
	 */
	constructor(list, chosen) {
		this.#list = list;
		this.#chosen = chosen;
		this.current = this.#wanted();
		list.addEventListener("keydown", (event) => this.#move(event));
		addEventListener("hashchange", () => this.#choose(this.#wanted()));
	}

	/** Shows the tabs there are; a count stands behind the title of some. */
	update(tabs) {
		const names = tabs.map((tab) => tab.name);
		if (names.join() !== this.#names.join()) {
			this.#names = names;
			this.#list.replaceChildren(...names.map((name) => this.#button(name)));
		}
		tabs.forEach((tab, index) => {
			const title = TAB_TITLES[tab.name] ?? tab.name;
			text(this.#list.children[index], tab.count ? `${title} ${tab.count}` : title);
		});
		if (!names.includes(this.current)) {
			this.#choose("now");
		}
		this.#mark();
	}

	/** Shows none. */
	clear() {
		this.#names = [];
		this.#list.replaceChildren();
	}

	#button(name) {
		return make("button", { type: "button", role: "tab", id: `tab-${name}`, ariacontrols: "main", onclick: () => {
			location.hash = name;
		} });
	}

	#wanted() {
		return /^#([a-z]+)$/.exec(location.hash)?.[1] ?? "now";
	}

	#choose(name) {
		if (name !== this.current) {
			this.current = name;
			this.#mark();
			this.#chosen(name);
		}
	}

	#mark() {
		this.#names.forEach((name, index) => {
			const tab = this.#list.children[index];
			tab.setAttribute("aria-selected", String(name === this.current));
			tab.tabIndex = name === this.current ? 0 : -1;
		});
	}

	#move(event) {
		const at = this.#names.indexOf(this.current);
		const last = this.#names.length - 1;
		const next = at === last ? 0 : at + 1;
		const previous = at === 0 ? last : at - 1;
		const to = { ArrowRight: next, ArrowLeft: previous, Home: 0, End: last }[event.key];
		if (to !== undefined) {
			event.preventDefault();
			location.hash = this.#names[to];
			this.#list.children[to].focus();
		}
	}

}
