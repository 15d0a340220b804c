/** Titles of sections. Others are called by their names. */
export const TITLES = {
	buffers: "Buffers", cache: "Caches", connections: "Connections in use", db: "Databases", deliveries: "Deliveries",
	dependencies: "Dependencies", executors: "Pools that run tasks", gates: "Gates", gc: "Garbage collection",
	in_flight: "Requests in service", instance: "Instance", job_failures: "Jobs whose last run failed here",
	jobs: "Jobs", log_levels: "Levels of loggers", memory_pools: "Memory pools", pools: "Connection pools",
	process: "Process", routes: "Routes since the start", thread_groups: "Threads by name", threads: "Threads",
	warmup: "Warmup"
};

const RATES = { cpu_nanos: "cpu", allocated_bytes: "allocated_a_second_bytes" };

/** How the tables of some sections are shown. */
export const OPTIONS = {
	buffers: { sizes: true },
	connections: { without: ["thread_id", "request"] },
	dependencies: { without: ["changed"] },
	in_flight: { nameless: true, without: ["thread_id"] },
	job_failures: { nameless: true },
	jobs: { capped: true },
	memory_pools: { sizes: true },
	routes: { without: ["method", "route"] },
	thread_groups: { limit: 8, sort: 2, rates: RATES },
	threads: { nameless: true, without: ["group"], moodless: true, sort: 1, rates: RATES }
};
