package dev.monitor.http;

/**
 * What a thread is parked on while its request waits to be served: whoever asks what the
 * request does need not be told by the request itself.
 *
 * @see java.util.concurrent.locks.LockSupport#getBlocker(Thread)
 */
public interface QueuedRequest {

}
