package dev.monitor.port;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param idle how long it may say nothing
 * @param maxLine how long a line may be, in bytes, its end left out
 */
public record SessionLimits(Duration idle, int maxLine) {

}
