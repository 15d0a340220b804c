package dev.monitor.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What to measure, and for how long.
 *
 * @param variants what to compare
 * @param rates offered load of the steps, as multiples of the capacity
 * @param seconds recorded time of a step
 * @param rounds how often each variant is measured, each time in a new JVM
 * @param serverCore core that the server has for itself
 * @param loadCore core that the load comes from
 */
record Settings(List<Variant> variants, List<Double> rates, int seconds, int rounds, int serverCore, int loadCore) {

	/**
	 * Load at which nobody waits for anybody, for the latency to compare with.
	 */
	static final double UNLOADED = 0.2;

	static final int LIMIT = 8;

	static final Duration WAIT_TIME = Duration.ofMillis(200);

	/**
	 * When a client gives up, and an answer is no longer worth anything.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	static final double WORK_MICROS = 5000;

	static final double PROBES_A_SECOND = 25;

	private static final String USAGE = """
			options:
			  --variants=a,b   only these of %s
			  --reactive       those on Reactor Netty instead of those on servlet containers
			  --rates=1,2      offered load as multiples of the capacity (0.5,1,2,4,10)
			  --seconds=4      recorded time of each step
			  --rounds=2       how often each variant is measured, each time in a new JVM
			  --cores=0,1      core of the server, core of the load
			  --quick          one round of short steps: shows that it works, measures nothing
			""".formatted(Arrays.stream(Variant.values()).map(Variant::id).toList());

	static Settings parse(String... args) {
		Settings settings = new Settings(variants(false), List.of(0.5, 1.0, 2.0, 4.0, 10.0), 4, 2, 0, 1);
		for (String arg : args) {
			int equals = arg.indexOf('=');
			String name = (equals < 0) ? arg : arg.substring(0, equals);
			String[] values = arg.substring(equals + 1).split(",", -1);
			settings = settings.with(name, values);
		}
		return settings;
	}

	private Settings with(String name, String... values) {
		return switch (name) {
			case "--variants" -> new Settings(Arrays.stream(values).map(Variant::of).toList(), this.rates, this.seconds,
					this.rounds, this.serverCore, this.loadCore);
			case "--reactive" ->
				new Settings(variants(true), this.rates, this.seconds, this.rounds, this.serverCore, this.loadCore);
			case "--rates" -> new Settings(this.variants, Arrays.stream(values).map(Double::valueOf).sorted().toList(),
					this.seconds, this.rounds, this.serverCore, this.loadCore);
			case "--seconds" -> new Settings(this.variants, this.rates, Integer.parseInt(values[0]), this.rounds,
					this.serverCore, this.loadCore);
			case "--rounds" -> new Settings(this.variants, this.rates, this.seconds, Integer.parseInt(values[0]),
					this.serverCore, this.loadCore);
			case "--cores" -> new Settings(this.variants, this.rates, this.seconds, this.rounds,
					Integer.parseInt(values[0]), Integer.parseInt(values[1]));
			case "--quick" -> new Settings(this.variants, this.rates, 1, 1, this.serverCore, this.loadCore);
			default -> throw new IllegalArgumentException(name + " is unknown\n" + USAGE);
		};
	}

	/**
	 * Return how long a fresh server is kept under overload before anything counts. Its
	 * compilers share the core: after a few seconds they still cost more than requests.
	 */
	Duration warmUp() {
		return Duration.ofSeconds(3L * this.seconds);
	}

	private static List<Variant> variants(boolean reactive) {
		return Arrays.stream(Variant.values()).filter((variant) -> variant.isReactive() == reactive).toList();
	}

	/**
	 * Return the variant without a limiter by which the capacity is measured.
	 */
	Variant unlimited() {
		return this.variants.stream().allMatch(Variant::isReactive) ? Variant.REACTIVE_NONE : Variant.NONE;
	}

	/**
	 * Return the load of all steps, in the order in which they are run.
	 */
	List<Double> steps() {
		return DoubleStream.concat(DoubleStream.of(UNLOADED), this.rates.stream().mapToDouble(Double::doubleValue))
			.distinct()
			.boxed()
			.toList();
	}

}
