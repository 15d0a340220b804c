import { bytes, duration, mood, rate } from "./format.js";

/** Returns the rows of a section as objects by column. */
export function records(section) {
	return (section?.rows ?? []).map((row) => Object.fromEntries(section.columns.map((name, at) => [name, row[at]])));
}

/**
 * Says what is wrong, since when, why, and where to look, the worst first.
 * @param answer the data of the first tab
 * @param rates what happened in a second, null if that is not known yet
 * @param clock knows ages
 * @return sentences: mood, lead, rest, and the tab to look at with the words of the link
 */
export function sentences(answer, rates, clock) {
	const { sections } = answer;
	const said = [...gates(sections, clock), ...pools(sections), ...limit(sections), ...dependencies(sections),
		...requests(rates), ...objective(sections), ...memory(answer.pulse),
		...answer.failed.map((name) => ({ mood: "odd", lead: `Section '${name}' cannot be read.`, rest: "" }))];
	return said.length > 0 ? said : [{ mood: "quiet", lead: "", rest: calm(sections, clock) }];
}

/** Gates that do not count for readiness come last. */
function gates(sections, clock) {
	const closed = records(sections.gates).filter((gate) => gate.state !== "open")
		.sort((one, other) => Boolean(one.readiness) - Boolean(other.readiness));
	return closed.map((gate, at) => {
		const ready = Boolean(gate.readiness);
		const first = at === 0 && !ready;
		return {
			mood: ready ? "odd" : "bad",
			lead: first ? `Not ready since ${clock.time(gate.since)}.`
				: `Gate '${gate.name}' is closed${ready ? ", which readiness does not count" : " as well"}.`,
			rest: `${first ? `Gate ${gate.name}: ` : ""}${ended(gate.reason || "no reason given")} `
				+ `It closed ${duration(clock.since(gate.since))} ago.`
		};
	});
}

function pools(sections) {
	return records(sections.pools).filter((pool) => pool.waiting > 0).map((pool) => {
		const longest = pool.longest_wait_seconds > 0 ? `, the longest for ${duration(pool.longest_wait_seconds)}` : "";
		const waiting = `${many(pool.waiting, "thread")} waiting${longest}`;
		const [holder] = records(sections.connections).filter(({ name }) => name === pool.name);
		const who = holder?.route || holder?.thread;
		const held = holder ? ` ${who} has held one for ${duration(holder.age_seconds)}.` : "";
		return { mood: "odd", lead: `Pool '${pool.name}' is empty.`, to: "database", link: "Who holds them",
			rest: `${pool.active} of ${pool.max} connections in use, ${waiting}.${held}` };
	});
}

function limit(sections) {
	const numbers = sections.concurrency?.numbers;
	if (!numbers || !(numbers.waiting > 0) || numbers.active < numbers.limit) {
		return [];
	}
	return [{ mood: "odd", lead: "The limit is reached.", to: "requests", link: "Which requests",
		rest: `${numbers.active} of ${numbers.limit} requests in service, ${numbers.waiting} waiting.` }];
}

/** What closes a gate was said already. */
function dependencies(sections) {
	const reasons = records(sections.gates).map((gate) => gate.reason).join();
	const failing = (one) => one.state && mood(one.state) !== "good" && !reasons.includes(`'${one.name}'`);
	return records(sections.dependencies).filter(failing).map((one) => ({
		mood: mood(one.state) || "odd",
		lead: `Dependency '${one.name}' is ${one.state}.`,
		rest: one.reason ? ended(one.reason) : ""
	}));
}

function requests(rates) {
	const said = [];
	const { rejected, yielding } = rates ?? {};
	if (rejected > 0) {
		const low = yielding > 0 ? `, ${rate(yielding)} of them low or bulk` : "";
		said.push({ mood: yielding >= rejected ? "odd" : "bad", lead: "Requests are rejected:",
			rest: `${rate(rejected)} a second${low}.` });
	}
	const failed = rates ? rates.errors - (rates.rejected || 0) : 0;
	if (failed > 0 && failed / rates.requests > 0.05) {
		const all = rate(rates.requests);
		said.push({ mood: "bad", lead: "Requests fail:", rest: `${rate(failed)} a second of ${all}.` });
	}
	return said;
}

/** A handful of failures is no reason to speak of a budget. */
function objective(sections) {
	const { availability, requests: all, bad, budget_left: left } = sections.objectives?.numbers ?? {};
	return left < 0 && bad > 10 ? [{ mood: "odd", lead: "The error budget is used up.",
		rest: `Since the start ${bad} of ${all} requests failed or were rejected. The objective is `
			+ `${+(100 * availability).toFixed(4)} %.` }] : [];
}

function memory({ memory_pools: pools, process }) {
	const { heap_after_gc: left, heap_max: most } = pools ?? {};
	const { rss, memory_limit: allowed } = process ?? {};
	const said = [];
	if (most > 0 && left > 0.9 * most) {
		said.push({ mood: "bad", lead: "The heap is nearly full.", to: "memory", link: "Memory",
			rest: `${bytes(left)} of ${bytes(most)} were left when it was last collected.` });
	}
	if (allowed > 0 && rss > 0.95 * allowed) {
		said.push({ mood: "bad", lead: "The process has nearly all memory it may have:", to: "memory", link: "Memory",
			rest: `${bytes(rss)} of ${bytes(allowed)}.` });
	}
	return said;
}

function calm(sections, clock) {
	const since = records(sections.gates).map((gate) => clock.since(gate.since));
	const ready = since.length > 0 ? `Ready for ${duration(Math.min(...since))}. ` : "";
	return `${ready}Nothing is wrong: no gate is closed, nothing waits, nothing fails.`;
}

function ended(text) {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

function many(amount, noun) {
	return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
