package dev.monitor.gate;

/**
 * Marks what answers from memory alone: it runs no check, does no I/O and never throws,
 * so nobody has to ask it ahead of time. Until it knows something for the first time it
 * may wait for that, within bounds.
 */
public interface InMemory {

}
