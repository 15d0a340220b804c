package dev.monitor.concurrency;

/**
 * Tells that a request is not to be served.
 *
 * @param admission the reason, one of {@link Admission#REJECTIONS}
 */
public record Rejection(Admission admission) implements Decision {

}
