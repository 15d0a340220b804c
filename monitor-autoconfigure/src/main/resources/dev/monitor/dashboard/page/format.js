import { isTime } from "./clock.js";

const UNKNOWN = "–";

const BYTES = /(^|_)(bytes|rss|uss|pss|swap|memory_limit|heap_\w+|nonheap_\w+)$/;

const STATES = {
	open: "good", up: "good", ok: "good", ready: "good",
	closed: "bad", down: "bad", failed: "bad", error: "bad",
	degraded: "odd", retryable: "odd", warn: "odd", waiting: "odd", unknown: "odd"
};

/** Writes a time span, in seconds, with the two units that matter. */
export function duration(seconds) {
	const millis = Math.round(seconds * 1000);
	const whole = Math.round(seconds);
	if (seconds === 0) {
		return "0 s";
	}
	if (millis < 1000) {
		return `${millis} ms`;
	}
	if (millis < 59_950) {
		return `${seconds.toFixed(1)} s`;
	}
	if (whole < 3600) {
		return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
	}
	if (whole < 86400) {
		return `${Math.floor(whole / 3600)} h ${pad(Math.floor(whole / 60) % 60)} min`;
	}
	return `${Math.floor(whole / 86400)} d ${pad(Math.floor(whole / 3600) % 24)} h`;
}

/** Writes a whole number in groups of three digits, and one with a fraction shortly. */
export function number(value) {
	const short = Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 9.995 ? 2 : 1);
	return short.replace(/\B(?=(\d{3})+(?!\d|\.))(?<!\.\d*)/g, "\u202f");
}

/** Writes what happens in a second: one digit behind the point below ten. */
export function rate(value) {
	return (value > 0 && value < 9.95) ? value.toFixed(1) : number(Math.round(value));
}

/** Writes a size as number and unit. */
export function bytes(value) {
	const units = ["B", "kB", "MB", "GB", "TB"];
	let size = value;
	let unit = 0;
	while (Math.round(size) >= 1000 && unit < units.length - 1) {
		size /= 1024;
		unit++;
	}
	return `${size < 9.95 && unit > 1 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/**
 * Writes the value of a column or number as its name says: age_seconds, size_in_bytes, since.
 * @param options sizes: all numbers but counts are bytes; capped: nothing is counted beyond 10,000, but runs
 */
export function value(name, raw, clock, { sizes, capped } = {}) {
	if (typeof raw === "string") {
		if (!isTime(raw)) {
			return raw;
		}
		return name === "since" ? `${duration(clock.since(raw))} ago` : clock.time(raw);
	}
	if (raw === null || raw === -1) {
		return UNKNOWN;
	}
	if (name === "required") {
		return raw ? "yes" : "no";
	}
	if (name === "share" || name === "cpu") {
		return `${(100 * raw).toFixed(1)} %`;
	}
	if (/(_seconds|^seconds|^uptime)$/.test(name)) {
		return duration(raw);
	}
	if (capped && raw > 10_000 && !name.startsWith("runs")) {
		return `${number(10_000)}+`;
	}
	if (/(_ms|_millis)$/.test(name)) {
		return duration(raw / 1000);
	}
	return BYTES.test(name) || (sizes && name !== "count") ? bytes(raw) : number(raw);
}

/** Writes the name of a column or number without its unit. */
export function label(name) {
	return name.replace(/(_in)?_(seconds|bytes|ms|millis)$/, "").replaceAll("_", " ");
}

/** Tells what a state means: good, bad, odd, or nothing known. */
export function mood(state) {
	return STATES[String(state).toLowerCase()] ?? "";
}

function pad(part) {
	return String(part).padStart(2, "0");
}
