import { AboutView } from "./about.js";
import { Access } from "./access.js";
import { ActionDialog } from "./actions.js";
import { ServerClock } from "./clock.js";
import { Diagnosis } from "./diagnosis.js";
import { make, set, text } from "./dom.js";
import { duration } from "./format.js";
import { Inspection } from "./inspection.js";
import { JobList } from "./jobs.js";
import { NowView } from "./now.js";
import { Poll } from "./poll.js";
import { Pulse } from "./pulse.js";
import { SectionsView } from "./section.js";
import { Tabs } from "./tabs.js";

const INTERVALS = [1, 2, 5, 15, 30, 60, 0];

const VIEWS = {
	now: () => new NowView(context),
	threads: () => new SectionsView(context, new Inspection("profile", context)),
	memory: () => new SectionsView(context, new Inspection("histogram", context)),
	database: () => new SectionsView(context, new Diagnosis(context), ["pools", "connections", "db"]),
	jobs: () => new SectionsView(context, new JobList(context), ["job_failures", "jobs"]),
	about: () => new AboutView(context)
};

const part = (id) => document.getElementById(id);

const access = new Access(() => poll.now());
const clock = new ServerClock();
const views = new Map();
const pulse = new Pulse();
const context = { clock, get, post, pulse, refresh: () => poll.now(),
	act: (...asked) => dialog.open(...asked) };
const tabs = new Tabs(part("tabs"), open);
const poll = new Poll(ask, show);
const dialog = new ActionDialog(context);

let answered = 0;
let refused = false;
let started = 0;
let mixed = -Infinity;

/** Reads data, null if there is none of it. */
async function get(path) {
	const response = await access.fetch(path, AbortSignal.timeout(5000)).catch(() => null);
	return response?.ok ? response.json() : null;
}

/** Has something done, and tells whether it was, and what came of it. */
async function post(path) {
	const response = await access.fetch(path, AbortSignal.timeout(8000), "POST").catch(() => null);
	const answer = await response?.json().catch(() => null);
	return { ok: Boolean(response?.ok), detail: answer?.detail ?? (response ? `Refused with status ${response.status}.`
		: "No answer. It is unknown whether it was done.") };
}

/** Shows a tab as it was last, until its data has come. */
function open(tab) {
	place(tab);
	poll.now();
}

function place(tab) {
	const wanted = views.has(tab) ? [views.get(tab).element] : [];
	if (part("main").firstElementChild !== wanted[0] || wanted.length === 0) {
		part("main").replaceChildren(...wanted);
	}
	part("main").setAttribute("aria-labelledby", `tab-${tab}`);
}

/** Asks for the data of the tab. */
async function ask(signal) {
	const tab = tabs.current;
	const response = await access.fetch(`data/${tab}`, signal);
	if (response.type === "opaqueredirect" || [400, 401, 403, 429].includes(response.status)) {
		refuse(await reason(response), response.type !== "opaqueredirect" && response.status !== 403);
		return null;
	}
	if (response.status === 404 && tab !== "now") {
		location.hash = "now";
	}
	if (!response.ok) {
		throw new Error(`Status ${response.status}`);
	}
	return { tab, ...await response.json() };
}

async function reason(response) {
	const problem = response.type === "opaqueredirect" ? null : await response.json().catch(() => null);
	return problem?.detail ?? "The application asks for a login.";
}

function refuse(why, byToken) {
	refused = true;
	views.clear();
	tabs.clear();
	access.ask(part("main"), why, () => poll.now(), byToken);
	tick();
}

function show(answer) {
	const { tab } = answer;
	refused = false;
	mixed = answer.app.started < started ? performance.now() : mixed;
	started = answer.app.started;
	clock.set(answer);
	context.own = answer.app.package;
	pulse.take(answer);
	head(answer.app);
	tabs.update(answer.tabs);
	if (!views.has(tab)) {
		views.set(tab, VIEWS[tab]?.() ?? new SectionsView(context));
	}
	place(tabs.current);
	views.get(tab).update(answer);
	answered = performance.now();
	tick();
}

function head(app) {
	text(part("name"), app.name);
	const version = [app.version, app.commit && `(${app.commit})`].filter(Boolean).join(" ");
	const facts = [app.environment, app.region, version, `up ${duration(clock.since(app.started))}`];
	text(part("facts"), facts.filter(Boolean).join(" · "));
	set(document, "title", `${app.name} · Dashboard`);
}

/** Says how old the numbers are, and greys them when that is too old. */
function tick() {
	const age = performance.now() - answered;
	const stale = !refused && poll.isStale(age);
	document.body.classList.toggle("stale", stale);
	text(part("age"), refused || answered === 0 ? "" : `${Math.round(age / 1000)} s ago ·`);
	const silence = answered > 0 ? "No answer: these numbers are old." : "No answer yet.";
	text(part("news"), stale ? silence : performance.now() - mixed < 60_000
		? "Several instances answer in turn: these numbers are mixed. Open one without the load balancer." : "");
}

part("main").setAttribute("role", "tabpanel");
part("interval").append(...INTERVALS.map((seconds) => make("option", { value: seconds, selected: seconds === 2 },
	seconds === 0 ? "never" : `${seconds} s`)));
part("interval").addEventListener("change", (event) => {
	poll.interval = event.target.value * 1000;
});
setInterval(tick, 1000);
poll.now();
