package dev.monitor.benchmarks.load;

import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;

/**
 * Numbers of one variant at one load. Rates are per second, times in milliseconds.
 *
 * @param offered requests that were due
 * @param goodput requests answered with 200 within {@link Settings#PATIENCE}
 * @param acceptedP50 median time of those
 * @param acceptedP99 99th percentile of those
 * @param rejected requests answered with 429 or 503
 * @param rejectedP99 99th percentile of those
 * @param timeouts requests given up
 * @param errors connections refused or lost, and other answers
 * @param probeP99 99th percentile of the readiness probes, lost ones included
 * @param probesLost readiness probes without an answer, in number
 * @param lateP99 99th percentile of what the load generator was late
 * @param lateMax the most that it was late
 * @param loadCpu percentage of its core that the load generator used
 * @param active requests that Monitor still counted as being served afterwards
 */
record StepResult(double offered, double goodput, double acceptedP50, double acceptedP99, double rejected,
		double rejectedP99, double timeouts, double errors, double probeP99, double probesLost, double lateP99,
		double lateMax, double loadCpu, double active) {

	static StepResult of(Load load, double seconds, double active) {
		Recording requests = load.requests();
		Recording probes = load.probes();
		return new StepResult(requests.count() / seconds, requests.count(Outcome.ACCEPTED) / seconds,
				requests.millis(Outcome.ACCEPTED, 50), requests.millis(Outcome.ACCEPTED, 99),
				requests.count(Outcome.REJECTED) / seconds, requests.millis(Outcome.REJECTED, 99),
				requests.count(Outcome.TIMEOUT) / seconds, requests.count(Outcome.ERROR) / seconds, probes.millis(99),
				probes.count(Outcome.TIMEOUT) + probes.count(Outcome.ERROR), requests.millisLate(99),
				requests.millisLate(100), load.cpu(), active);
	}

	/**
	 * What the load generator recorded.
	 *
	 * @param requests the requests
	 * @param probes the readiness probes
	 * @param cpu percentage of its core that it used
	 */
	record Load(Recording requests, Recording probes, double cpu) {

	}

}
