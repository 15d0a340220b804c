package dev.monitor.gate;

/**
 * Marks what answers from memory alone: it never blocks, does I/O or throws, so nobody
 * has to ask it ahead of time.
 */
public interface InMemory {

}
