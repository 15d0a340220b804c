package dev.monitor.concurrency;

/**
 * What a request gets at once that asks for a permit without a thread to wait: the
 * {@link Decision}, or a {@link PendingEntry} if it has to wait for that.
 */
public sealed interface Entry permits Decision, PendingEntry {

}
