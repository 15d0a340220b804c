import { make } from "./dom.js";

const STORED = "monitor-dashboard";

/** The key or token of this browser tab. It comes with the address, or is typed in, and goes with the browser tab. */
export class Access {

	/**
	 * @param opened is told when another address of the page was opened in this browser tab, as after a restart
	 */
	constructor(opened) {
		this.#take();
		addEventListener("hashchange", () => this.#take() && opened());
	}

	#take() {
		const found = /^#(?:key|token)=([^&]+)$/.exec(location.hash);
		if (found) {
			sessionStorage.setItem(STORED, decodeURIComponent(found[1]));
			history.replaceState(null, "", location.pathname);
		}
		return Boolean(found);
	}

	/** Asks for data. A browser sends the second header for no page of another origin. */
	fetch(path, signal, method = "GET") {
		const headers = { "Monitor-Dashboard": "1" };
		const token = sessionStorage.getItem(STORED);
		if (token) {
			headers.Authorization = `Bearer ${token}`;
		}
		return fetch(path, { method, headers, signal, cache: "no-store", redirect: "manual" });
	}

	/** Shows a form in place of the page, and why. Who is let in by the application's login types no token. */
	ask(main, reason, done, byToken) {
		const input = make("input", { type: "password", id: "token", autocomplete: "off", required: true });
		const typed = [make("p", {}, "Open the address that the application's log shows at its start, ",
			make("code", {}, "Dashboard for this machine"), ", or type a token."),
		make("label", { htmlFor: "token" }, "Key or token"), input, make("button", {}, "Open")];
		const form = make("form", { className: "card access", onsubmit: (event) => {
			event.preventDefault();
			if (!byToken) {
				location.reload();
				return;
			}
			sessionStorage.setItem(STORED, input.value.trim());
			done();
		} },
		make("h2", {}, "Who may see this page"),
		make("p", { role: "alert" }, reason), ...byToken ? typed : [make("button", {}, "Load again")]);
		main.replaceChildren(form);
		form.querySelector("input, button").focus();
	}

}
