package dev.monitor.gate;

import org.apiguardian.api.API;

/**
 * Marks what answers from memory alone: it runs no check, does no I/O and never throws,
 * so its readers ask it directly. What is not marked is asked in the background. Until it
 * knows something for the first time it may wait for that, within bounds.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface InMemory {

}
