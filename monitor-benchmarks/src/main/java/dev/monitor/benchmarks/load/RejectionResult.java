package dev.monitor.benchmarks.load;

/**
 * What rejecting costs when all permits are held.
 *
 * @param perSecond rejections a second that the server's core can give, to clients that
 * ask again at once
 * @param cpuMicros CPU time of the server for each, in microseconds
 * @param p99 99th percentile of their time, in milliseconds
 * @param errors connections refused or lost, in number
 */
record RejectionResult(double perSecond, double cpuMicros, double p99, double errors) {

}
