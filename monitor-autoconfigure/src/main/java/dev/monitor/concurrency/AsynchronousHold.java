package dev.monitor.concurrency;

/**
 * How long asynchronous requests hold their permits.
 *
 * @param streaming those whose response is a stream
 * @param suspended those that have written nothing when their handler returns
 */
public record AsynchronousHold(Streaming streaming, Suspended suspended) {

}
