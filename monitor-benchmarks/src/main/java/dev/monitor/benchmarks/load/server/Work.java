package dev.monitor.benchmarks.load.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Work for the processor alone. It is measured in iterations, since the JVM does not tell
 * the CPU time of a virtual thread.
 */
public final class Work {

	private static final int PROBE = 1_000_000;

	private static final int PROBES = 500;

	private Work() {
	}

	/**
	 * Do some iterations and return what they came to, so that no compiler leaves them
	 * out.
	 */
	static long run(int iterations) {
		long value = 88172645463325252L;
		for (int i = 0; i < iterations; i++) {
			value ^= value << 13;
			value ^= value >>> 7;
			value ^= value << 17;
		}
		return value;
	}

	/**
	 * Print how many iterations take as many microseconds of CPU time as the argument
	 * says.
	 */
	public static void main(String[] args) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long[] nanos = new long[PROBES];
		long result = 0;
		for (int i = 0; i < PROBES; i++) {
			long start = threads.getCurrentThreadCpuTime();
			result ^= run(PROBE);
			nanos[i] = threads.getCurrentThreadCpuTime() - start;
		}
		Arrays.sort(nanos);
		if (result == 42) {
			System.err.println(result);
		}
		System.out.println(Math.round(Double.parseDouble(args[0]) * 1000 * PROBE / nanos[PROBES / 2]));
	}

}
